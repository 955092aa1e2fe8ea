import { readFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { readHandlerValue } from '@/lib/webhooks/message/handler-answer';
import { handlerPool } from '../pool/handler-pool';
import { runHandler, runOnButton } from '../run-handler';
import { HANDLER_TEMPLATE, SAMPLE_BODY } from '../template';
import { type ButtonInput, MAX_CODE_CHARACTERS } from '../types';

afterAll(() => handlerPool().close());

const guide = readFileSync('docs/handlers.md', 'utf8');
const examples = [...guide.matchAll(/```js\n([\s\S]*?)```/g)].map((match) => match[1]!);
const sample = {
  title: 'Build 128',
  url: 'https://ci.example.com/128',
  summary: 'Done',
  status: 'failed',
  project: 'shop',
  branch: 'main',
  alerts: [{ labels: { alertname: 'DiskFull' }, startsAt: '2026-01-01T00:00:00Z' }],
  issue: { title: 'Broken', assignee: { email: 'ada@example.com' } },
};
const SHARE = { ownerId: '1', handlerId: 1, callerId: '1', isTrial: false };
const run = (code: string, body: unknown) =>
  runHandler(
    code,
    {
      headers: {},
      params: {},
      body,
      http_method: 'POST',
      user: { id: '1', email: 'bob@example.com', name: 'Bob' },
      environment: null,
    },
    SHARE,
  );

test.each([...examples, HANDLER_TEMPLATE])(
  'an example returns a message that is accepted: %#',
  async (code) => {
    const outcome = await run(code, code === HANDLER_TEMPLATE ? JSON.parse(SAMPLE_BODY) : sample);
    if (!outcome.ok) throw new Error(outcome.error.message);
    const read = readHandlerValue(outcome.value);
    expect(read.message).not.toBeNull();
  },
);

test.each(examples.filter((code) => code.includes('function onButton')))(
  'a button of an example is answered: %#',
  async (code) => {
    const posted = await run(code, sample);
    const { buttons = [] } = (posted.ok ? posted.value : {}) as { buttons?: ButtonInput['button'][] };
    const [button] = buttons;
    if (!button) throw new Error('The example posts no button.');
    const outcome = await runOnButton(
      code,
      {
        user: { id: '1', email: 'bob@example.com', name: 'Bob' },
        button: {
          label: button.label,
          key: null,
          name: (button.action.data as { name: string }).name,
          arguments: button.arguments,
          action: button.action,
        },
        message: { id: '1_1', text: 'x' },
        environment: null,
      },
      SHARE,
    );
    expect(outcome).toMatchObject({
      ok: true,
      value: { text: expect.stringContaining('Bob approved *Build 128*'), broadcast: true },
    });
  },
);

test('the guide names the limits that hold', () => {
  expect(guide).toContain(`${MAX_CODE_CHARACTERS.toLocaleString('en')} characters`);
  expect(examples.length).toBeGreaterThan(3);
  expect(examples.some((code) => code.includes('function onButton'))).toBe(true);
});
