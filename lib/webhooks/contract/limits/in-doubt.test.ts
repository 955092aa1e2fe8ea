import { expect, it } from 'vitest';
import { openThread } from '@/lib/threads/open-thread';
import { losingPool } from '@/test/support/database/losing-pool';
import { standIn } from '@/test/support/process/stand-in';
import { rawClient } from '@/test/support/raw-client';
import { toBot, toChannel, toChat } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  countersOf,
  historyOf,
  messagesOf,
  nodeServer,
  viaWeb,
} from '@/test/support/webhooks/world';
import { acceptWriter } from '../../accept/accept';
import type { Acceptance } from '../../accept/acceptance';
import { acceptPool, OutcomeUnknown } from '../../accept/pool';

it.each(['before', 'after'] as const)(
  'a batch whose connection is lost %s its commit takes place once, and its callers hear how it ended',
  async (when) => {
    const [user, other] = [await aUser(), await aUser()];
    const token = await aToken(user);
    const [channel, bot] = [await aChannel(user), await aBot(user, {}, [other])];
    const connections = await losingPool({ when, of: 'first' });
    const writer = acceptWriter(connections);
    const named = { ...toBot(bot.uniqueName), successStatus: 200 as const };
    const receivers = { receivers: { kind: 'listed' as const, people: [user.id, other.id] } };
    const calls = [
      anAcceptance(token, toChannel(channel.uniqueName)),
      anAcceptance(token, toChannel('nowhere')),
      anAcceptance(token, { ...named, ...receivers, content: '{"text":"to two"}' }),
      anAcceptance(token, { ...named, content: '{"text":"to all"}' }),
      anAcceptance(null, toChannel(channel.uniqueName)),
    ];
    const verdicts = await Promise.all(calls.map((one) => writer.add(one, 100)));
    expect(verdicts.map(({ code }) => code)).toEqual([
      null,
      'channel_not_exists',
      null,
      null,
      'authtoken_invalid',
    ]);
    expect(verdicts[0]).toMatchObject({ seq: 1, feedId: channel.feedId, userId: user.id });
    expect(verdicts[2]?.messages?.map(([, seq]) => seq)).toEqual([1, 2]);
    expect(verdicts[2]?.messages?.map(([recipient]) => recipient).sort()).toEqual([user.id, other.id].sort());
    expect(verdicts[3]?.members?.toSorted()).toEqual([user.id, other.id].sort());
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await messagesOf(bot.feedId)).toHaveLength(3);
    expect(await historyOf(token.id)).toHaveLength(4);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 3, refusals: 1 });
    await connections.end();
  },
);

it('what a batch made new is announced after its commit also where the answer to it was lost', async () => {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const root = await acceptWriter(acceptPool()).add(anAcceptance(token, toChannel(channel.uniqueName)), 100);
  const thread = await openThread({ feedId: channel.feedId, seq: root.seq ?? 0 }, null);
  const connections = await losingPool({ when: 'after', of: 'first' });
  const told: string[] = [];
  const writer = acceptWriter(connections, undefined, (news) => told.push(...news));
  const calls = [toChat(thread), toChannel('nowhere')];
  await Promise.all(calls.map((one) => writer.add(anAcceptance(token, one), 100)));
  expect(told).toEqual(
    expect.arrayContaining([`token ${token.id}`, `feed ${thread}`, `thread ${channel.feedId}/${root.seq}`]),
  );
  await connections.end();
});

// Both wait until the doubt is over.
it.concurrent('a batch that stays in doubt gets no verdict, rather than one that may be false', async () => {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const connections = await losingPool({ when: 'before', of: 'each' });
  const call = anAcceptance(token, toChannel(channel.uniqueName));
  await expect(acceptWriter(connections).add(call, 100)).rejects.toBeInstanceOf(OutcomeUnknown);
  await connections.end();
});

it.concurrent('the connection of a caller in doubt ends, kept alive, pipelined or of HTTP/1.0, after the answers that are certain', async () => {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const connections = await losingPool({ when: 'before', of: 'each' });
  // Replaces this process's writer, which both adapters use: a queue for each call, so that none waits behind
  // another.
  standIn('accept-writer', {
    add: (one: Acceptance, bytes: number) => acceptWriter(connections).add(one, bytes),
  });
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
  const body = '{"text":"who knows"}';
  const call = (version: string, more = '') =>
    `POST ${url} HTTP/${version}\r\nHost: a\r\n${more}Content-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
  const unknown = 'GET /api/v2/nowhere HTTP/1.1\r\nHost: a\r\n\r\n';
  const server = await nodeServer();
  const answersTo = async (...requests: string[]) => {
    const client = await rawClient(server.port);
    client.send(requests.join(''));
    return client.ended;
  };
  const headers = { 'content-type': 'application/json' };
  const web = viaWeb(url, { method: 'POST', headers, body });
  const ended = await Promise.all([
    answersTo(call('1.1')),
    answersTo(call('1.0')),
    answersTo(call('1.0', 'Connection: keep-alive\r\n')),
    answersTo(call('1.1'), call('1.1'), unknown),
    answersTo(unknown, call('1.1'), call('1.1')),
  ]);
  expect(ended.slice(0, 4)).toEqual(['', '', '', '']);
  expect(ended[4]).toMatch(/^HTTP\/1\.1 40\d /);
  expect(ended[4]?.match(/HTTP\/1\.1/g)).toHaveLength(1);
  await expect((await web).text()).rejects.toThrow('outcome unknown');
  await server.close();
  await connections.end();
});
