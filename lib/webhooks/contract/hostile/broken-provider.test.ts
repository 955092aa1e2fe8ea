import { Writable } from 'node:stream';
import pino from 'pino';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Provider } from '@/lib/providers/provider';
import { providers } from '@/lib/providers/registry';
import { understandForeign } from '@/lib/providers/render-foreign';
import { standIn } from '@/test/support/process/stand-in';
import { jsonCall } from '@/test/support/webhooks/treated';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

let logged = '';
const memory = new Writable({
  write(chunk, _encoding, done) {
    logged += chunk;
    done();
  },
});
standIn('log', pino({ level: 'trace' }, memory));
const faults = () => logged.split('\n').filter((line) => line.includes('a provider failed'));

function failure({ why }: { why?: unknown }): never {
  throw new TypeError(`cannot read ${why}`);
}

/** Takes calls with `broken`, which names what of it fails; such a call has everything that can fail. */
const broken: Provider = {
  name: 'broken',
  title: 'Broken',
  detect: ({ payload }) => (payload.broken === 'detect' ? failure(payload) : 'broken' in payload),
  event: ({ payload }) => (payload.broken === 'event' ? failure(payload) : null),
  render: ({ payload }) => (payload.broken === 'render' ? failure(payload) : { text: 'drawn' }),
  group: ({ payload }) => (payload.broken === 'group' ? failure(payload) : null),
  dedupeId: ({ payload }) => (payload.broken === 'dedupeId' ? failure(payload) : null),
};
const table = providers as Provider[];
beforeAll(() => void table.unshift(broken));
afterAll(() => void table.splice(table.indexOf(broken), 1));
beforeEach(() => {
  logged = '';
});

const secret = 'what only the payload says';
const payloadOf = (part: string) => ({ broken: part, title: 'Disk full', why: secret });

throughBothAdapters('a call that a provider fails to read by a mistake of ours', (send) => {
  it.each(['detect', 'event', 'render', 'group', 'dedupeId'])(
    'is posted as if nobody knew it; its history names the provider, and the log says where %s failed',
    async (part) => {
      const user = await aUser();
      const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
      for (const [place, feedId] of [
        [`channelsbyname/${channel.uniqueName}`, channel.feedId],
        [`bots/${bot.uniqueName}`, bot.feedId],
      ] as const) {
        logged = '';
        const answer = await send(`/api/v2/${place}/incoming?zapikey=${token.token}`, json(payloadOf(part)));
        expect(answer.status).toBe(200);
        const [message] = await messagesOf(feedId);
        expect(JSON.parse(message!.content)).toMatchObject({
          text: '*Disk full*',
          slides: [{ type: 'table' }],
        });
        const call = (await historyOf(token.id)).at(-1)!;
        expect(JSON.parse(String(call.request)).notes).toEqual([
          expect.stringMatching(new RegExp(`\\(broken\\).* under ${call.id}`)),
        ]);
        expect(faults()).toHaveLength(1);
        expect(JSON.parse(faults()[0]!)).toMatchObject({
          requestId: call.id,
          provider: 'broken',
          cause: expect.stringMatching(/^TypeError.*\n +at failure .*broken-provider/),
        });
        expect(logged).not.toContain(secret);
      }
    },
  );

  it('at a URL for messages is refused as ever, and in the history', async () => {
    const user = await aUser();
    const [token, channel] = [await aToken(user), await aChannel(user)];
    const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const refused = await outcome(await send(url, json(payloadOf('detect'))));
    expect(refused).toMatchObject({ status: 400, code: 'extra_key_found' });
    expect(refused.message).not.toContain('incoming');
    expect(await historyOf(token.id)).toMatchObject([{ status: 400 }]);
    expect(faults()).toHaveLength(1);
  });
});

it('what even the last resort fails to read is a sentence', () => {
  const unreadable = new Proxy({}, { ownKeys: () => failure({ why: secret }) });
  const { message, fault } = understandForeign(jsonCall(unreadable), { named: true });
  expect(message).toEqual({ text: 'A call that Postern failed to read; the usage history has it.' });
  expect(fault).not.toBeNull();
  expect(logged).not.toContain(secret);
});
