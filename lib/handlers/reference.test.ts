import { afterAll, expect, test } from 'vitest';
import { messageKeys } from '@/lib/webhooks/message/schema';
import { handlerInput, runCode } from '@/test/support/handlers/run-code';
import { handlerHost } from './host/handler-host';
import { handlerPool } from './pool/handler-pool';
import { handlerReference } from './reference';

afterAll(() => handlerPool().close());

const named = (...kinds: string[]) =>
  handlerReference.filter(({ kind }) => kinds.includes(kind)).map(({ name }) => name);

test('the reference lists each field that a handler is called with, and no other', async () => {
  const top = named('request').filter((name) => !name.includes('.'));
  expect(new Set(top)).toEqual(new Set([...Object.keys(handlerInput), 'rawBody']));
  const listed = named('request').map((name) => `typeof request.${name}`);
  const host = handlerHost({ rawBody: new Uint8Array([123, 125]) });
  const outcome = await runCode(`function handler(request) { return [${listed}]; }`, {}, host);
  if (!outcome.ok) throw new Error(outcome.error.message);
  expect(outcome.value).not.toContain('undefined');
});

test('the reference lists each key of a message, those that say to whom, and the answer', () => {
  expect(new Set(named('message', 'address'))).toEqual(new Set([...messageKeys, 'channel', 'respond']));
});

test('every helper of the reference is there in a handler', async () => {
  const names = named('helper');
  const code = `function handler() { return { there: [${names.map((name) => `typeof ${name}`).join(', ')}] }; }`;
  const outcome = await runCode(code);
  if (!outcome.ok) throw new Error(outcome.error.message);
  const { there } = outcome.value as { there: string[] };
  expect(names.filter((_, index) => there[index] === 'undefined')).toEqual([]);
});
