import { beforeAll, expect, it } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token/format';
import { cpuMsOf } from '@/test/support/cpu-time';
import { aChannel, aToken, aUser, historyOf } from '@/test/support/webhooks/world';
import type { Call } from '../../call/call';
import { receive } from '../../receive';

/**
 * Far below what work that grows faster than the call would take, and far above the third of a second that the longest
 * takes: machines differ by a factor of ten. Such a call comes from anybody, and everybody else's calls wait for it.
 */
const BOUND_MS = 10_000;
/** For twenty calls: they take 50 ms together, and took five seconds when each was searched. */
const UNSEARCHED_MS = 2_000;

const JSON_TYPE = 'application/json';
const FORM = 'application/x-www-form-urlencoded';
const json = (value: unknown) => [JSON_TYPE, JSON.stringify(value)] as const;
const many = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, n) => make(n));
const zabbix = (message: string) =>
  json({
    trigger_id: '1',
    trigger_name: 'x',
    event_severity: 'High',
    trigger_status: 'PROBLEM',
    message,
  });
const card = (fields: unknown) => json({ text: 'x', card: { sections: [{ fields }] } });
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);

/** What a call is like, its content type and its body. */
const shapes: Record<string, readonly [type: string, body: string]> = {
  "lines of Zabbix's template in one line": zabbix(`${'Host: '.repeat(40)}\nx`),
  'a body of line breaks behind a fence': json({ description: `%%%${'\n'.repeat(100_000)}x` }),
  'a content type of blanks': [`text/plain;charset=x${' '.repeat(500_000)}y`, '{"text":"x"}'],
  'a content type of quotes': [`text/plain;charset=x${"'".repeat(500_000)}y`, '{"text":"x"}'],
  'a form that gives one field again and again': [FORM, 'a=&'.repeat(340_000)],
  'alerts of as many labels': json({
    receiver: 'x',
    groupLabels: {},
    alerts: [
      { labels: Object.fromEntries(many(30_000, (n) => [`l${n}`, ''])) },
      ...many(150_000, () => ({})),
    ],
  }),
  'a card with a fault in each of its fields': card(many(300_000, () => 0)),
  'sections with a fault in each': json({ text: 'x', card: { sections: many(300_000, () => 0) } }),
  'rows with a fault in each': json({
    slides: [{ type: 'table', data: { headers: ['a'], rows: many(300_000, () => 0) } }],
  }),
  'references with a fault in each': json({
    text: 'x',
    references: Object.fromEntries(many(80_000, (n) => [n, 0])),
  }),
  "JSON nested too deep in an event's data": json({
    specversion: '1.0',
    type: 't',
    source: 's',
    id: '1',
    data: nested(200_000),
  }),
  'JSON nested too deep in a form': [FORM, `payload=${encodeURIComponent(`{"blocks":${nested(150_000)}}`)}`],
  "JSON nested too deep in a notification of AWS's": json({
    Type: 'Notification',
    TopicArn: 'arn:aws:sns:eu-west-1:1:ops',
    MessageId: 'm',
    Message: `{"AlarmName":${nested(200_000)}}`,
  }),
};

let target: { id: string; token: string; name: string };
beforeAll(async () => {
  const owner = await aUser();
  const { id, token } = await aToken(owner);
  target = { id, token, name: (await aChannel(owner)).uniqueName };
});

function callTo(name: string, end: string, token: string, [type, body]: readonly [string, string]): Call {
  return {
    method: 'POST',
    path: `/api/v2/channelsbyname/${name}/${end}`,
    query: `zapikey=${token}`,
    headers: { 'content-type': type },
    body: Buffer.from(body),
    sourceAddress: '',
  };
}

it.each(
  Object.entries(shapes).flatMap(([what, shape]) =>
    ['incoming', 'message'].map((end) => [what, end, shape] as const),
  ),
)('%s takes no longer than its length, and is no error of the server, at %s', async (_, end, shape) => {
  let status = 0;
  const busyMs = await cpuMsOf(async () => {
    ({ status } = await receive(callTo(target.name, end, target.token, shape)));
  });
  expect(busyMs).toBeLessThan(BOUND_MS);
  expect([200, 204, 400, 415]).toContain(status);
});

it('calls of strangers are not searched for secrets in every spelling', async () => {
  const { token } = newToken();
  const long = '%2525252525252541'.repeat(55_000);
  const shape = (n: number) =>
    callTo(`nowhere${n}`, 'message', token, [JSON_TYPE, n % 2 === 0 ? long : '{}']);
  const calls = many(
    20,
    (n): Call => ({ ...shape(n), ...(n % 2 === 0 ? {} : { headers: { 'x-long': long } }) }),
  );
  let statuses: number[] = [];
  const busyMs = await cpuMsOf(async () => {
    statuses = (await Promise.all(calls.map(receive))).map(({ status }) => status);
  });
  expect(statuses).toEqual(many(20, () => 401));
  expect(busyMs).toBeLessThan(UNSEARCHED_MS);
});

it('a long call of a known token is searched', async () => {
  const { id, token } = target;
  const text = `${token} ${'%25'.repeat(15_000)}`;
  const shape = [JSON_TYPE, JSON.stringify({ text, more: text })] as const;
  expect((await receive(callTo(target.name, 'incoming', token, shape))).status).toBe(200);
  const call = (await historyOf(id)).find(({ body_size }) => Number(body_size) === shape[1].length);
  const body = String(call?.body);
  // Compared by themselves: the report of a difference between long texts takes minutes.
  expect([body.includes(token.slice(-32)), body.includes(`${'*'.repeat(32)} %25`)]).toEqual([false, true]);
});
