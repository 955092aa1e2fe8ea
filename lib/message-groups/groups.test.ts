import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { readFeed } from '@/lib/feeds/read-feed';
import { getThread } from '@/lib/threads/get-thread';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { ageMessages, repliesIn } from '@/test/support/alerts/alerts';
import { alert, at, minutesAfter, pullRequest } from '@/test/support/alerts/calls';
import { toChannel } from '@/test/support/webhooks/targets';
import {
  aBot,
  aChannel,
  anAcceptance,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const channel = await aChannel(user, [other]);
  const token = await aToken(user);
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`;
  return { user, other, channel, token, url, everybody: [user.id, other.id].sort() };
}

const shown = async (person: Awaited<ReturnType<typeof aUser>>, feedId: number) =>
  (await readFeed(person as never, feedId)).messages;
const titlesOf = (messages: { content: string }[]) =>
  messages.map(({ content }) => JSON.parse(content).card?.title ?? JSON.parse(content).text);

throughBothAdapters('messages about one alert', (send) => {
  it('are one in the channel; the next ones are in its thread, and the last turns it green with the time it took', async () => {
    const { user, other, channel, token, url, everybody } = await world();
    const began = at(-12);
    const calls = [
      alert('firing', { began }),
      alert('firing', { began, severity: 'warning' }),
      alert('resolved', { began, ended: minutesAfter(began, 12) }),
    ];
    for (const call of calls) {
      const answer = await send(url, json(call));
      expect(answer.status).toBe(200);
      expect(await answer.json()).toEqual({ user_ids: everybody });
    }
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual(['DiskFull · firing']);
    expect(titlesOf(await repliesIn(channel.feedId))).toEqual([
      'DiskFull · firing',
      'DiskFull · resolved after 12 min',
    ]);
    const [message] = await shown(other, channel.feedId);
    expect(message).toMatchObject({
      thread: { replies: 2 },
      resolved: { after: '12 min', title: 'DiskFull · resolved after 12 min' },
      // The stored message stays as it was sent.
      content: { accent: 'red', card: { title: 'DiskFull · firing' } },
    });
    expect(await getThread(user as never, message!.thread!.feedId)).toMatchObject({
      root: { thread: null, resolved: { after: '12 min' } },
    });
    const history = await historyOf(token.id);
    expect(history.map((call) => JSON.parse(call.body!.toString()).status)).toEqual([
      'firing',
      'firing',
      'resolved',
    ]);
  });

  it('the first turns green only then; a second end changes nothing, and firing again begins another group', async () => {
    const { user, channel, url } = await world();
    const post = (state: 'firing' | 'resolved', more = {}) => send(url, json(alert(state, more)));
    const began = at(-5);
    await post('firing', { began });
    expect((await shown(user, channel.feedId))[0]!.resolved).toBeNull();
    await post('resolved', { began, ended: minutesAfter(began, 3) });
    await post('resolved', { began, ended: minutesAfter(began, 4) });
    expect((await shown(user, channel.feedId)).map(({ resolved }) => resolved?.after)).toEqual(['3 min']);
    await post('firing', { began: at(-1) });
    await post('firing', { began: at(-1) });
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ resolved, thread }) => [resolved?.after, thread?.replies])).toEqual([
      ['3 min', 2],
      [undefined, 1],
    ]);
  });

  it('that came at once are one first message and replies, whichever process took them', async () => {
    const { channel, url, everybody } = await world();
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => send(url, json(alert('firing', { host: `db-${n}` })))),
    );
    for (const answer of answers) expect(await answer.json()).toEqual({ user_ids: everybody });
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await repliesIn(channel.feedId)).toHaveLength(11);
  });

  it('that came at once by the name and by the id of the channel are so, too: the table decides', async () => {
    const { channel, url, everybody } = await world();
    const byId = url.replace(`channelsbyname/${channel.uniqueName}`, `channels/${channel.id}`);
    for (let round = 1; round <= 3; round++) {
      const calls = [url, byId, url, byId].map((address, n) =>
        send(address, json(alert('firing', { name: `Disk${round}`, host: `db-${n}` }))),
      );
      for (const answer of await Promise.all(calls))
        expect([answer.status, await answer.json()]).toEqual([200, { user_ids: everybody }]);
      expect(await messagesOf(channel.feedId)).toHaveLength(round);
      expect(await repliesIn(channel.feedId)).toHaveLength(3 * round);
    }
  });

  it('that is over without having begun here, and whatever else has no group, is a message like any other', async () => {
    const { user, channel, url } = await world();
    await send(url, json(alert('resolved')));
    await send(url, json(alert('resolved')));
    await send(url, json({ text: 'plain' }));
    await send(url, json({ text: 'plain' }));
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ thread, resolved }) => [thread, resolved])).toEqual(Array(4).fill([null, null]));
    expect(await select('SELECT FROM message_group WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });

  it('that tells something else where nothing has begun stands for itself, and hides no alert in its thread', async () => {
    const { channel, url } = await world();
    const alarm = (state: string) => ({
      Type: 'Notification',
      TopicArn: 'arn:aws:sns:eu-west-1:1:ops',
      Message: JSON.stringify({ AlarmName: 'HighCPU', NewStateValue: state }),
    });
    for (const state of ['INSUFFICIENT_DATA', 'ALARM', 'INSUFFICIENT_DATA', 'OK'])
      await send(url, json(alarm(state)));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      'HighCPU · insufficient data',
      'HighCPU · alarm',
    ]);
    expect(titlesOf(await repliesIn(channel.feedId))).toEqual([
      'HighCPU · insufficient data',
      'HighCPU · ok',
    ]);
  });

  it('are apart by channel, by token and by alert', async () => {
    const { user, channel, url } = await world();
    const [elsewhere, second] = [await aChannel(user), await aToken(user)];
    await send(url, json(alert('firing')));
    await send(url.replace(channel.uniqueName, elsewhere.uniqueName), json(alert('firing')));
    await send(url.replace(/zapikey=.*/, `zapikey=${second.token}`), json(alert('firing')));
    await send(url, json(alert('firing', { name: 'HighLoad' })));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      'DiskFull · firing',
      'DiskFull · firing',
      'HighLoad · firing',
    ]);
    expect(await messagesOf(elsewhere.feedId)).toHaveLength(1);
    // The end of another token's alert does not end theirs.
    await send(url.replace(/zapikey=.*/, `zapikey=${second.token}`), json(alert('resolved')));
    const messages = await shown(user, channel.feedId);
    expect(messages.map(({ resolved }) => resolved !== null)).toEqual([false, true, false]);
  });

  it('the same by the channel’s id as by its name', async () => {
    const { channel, url } = await world();
    await send(url, json(alert('firing')));
    await send(url.replace(/channelsbyname\/[^/]+/, `channels/${channel.id}`), json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await repliesIn(channel.feedId)).toHaveLength(1);
  });

  it('begin anew when the first one is gone, or a month old', async () => {
    const { channel, url } = await world();
    await send(url, json(alert('firing')));
    await ageMessages(channel.feedId, 29);
    await send(url, json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    await ageMessages(channel.feedId, 2);
    await send(url, json(alert('firing')));
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    await select('DELETE FROM message WHERE feed_id = $1', channel.feedId);
    await send(url, json(alert('resolved')));
    await send(url, json(alert('firing')));
    await send(url, json(alert('firing')));
    expect(titlesOf(await messagesOf(channel.feedId))).toEqual([
      expect.stringContaining('resolved'),
      'DiskFull · firing',
    ]);
  });

  it('for some members alone are messages to them, in no thread', async () => {
    const { other, channel, url } = await world();
    for (let n = 0; n < 2; n++) await send(`${url}&user_ids=${other.id}`, json(alert('firing')));
    expect((await messagesOf(channel.feedId)).map((one) => one.recipient_id)).toEqual([other.id, other.id]);
  });

  it('a pull request and what is said about it is one thread, and ends nothing', async () => {
    const { user, channel, url } = await world();
    for (const [event, body] of pullRequest) {
      const headers = { 'content-type': 'application/json', 'x-github-event': event };
      expect((await send(url, { ...json(body), headers })).status).toBe(200);
    }
    const [message, ...more] = await shown(user, channel.feedId);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ thread: { replies: pullRequest.length - 1 }, resolved: null });
  });
});

throughBothAdapters('a group that a call may not join', (send) => {
  it('refuses as any post there: no member, archived, switched off; nothing is stored and no thread made', async () => {
    const { user, channel, token, url } = await world();
    await send(url, json(alert('firing')));
    const stranger = await aToken(await aUser());
    const denied = await send(url.replace(token.token, stranger.token), json(alert('firing')));
    expect(await outcome(denied)).toMatchObject({ status: 403, code: 'access_denied' });
    await select('UPDATE feed SET archived_at = now() WHERE id = $1', channel.feedId);
    expect(await outcome(await send(url, json(alert('resolved'))))).toMatchObject({ status: 403 });
    await select('UPDATE feed SET archived_at = NULL WHERE id = $1', channel.feedId);
    await select('UPDATE webhook_token SET enabled = false WHERE id = $1', token.id);
    expect(await outcome(await send(url, json(alert('resolved'))))).toMatchObject({ status: 401 });
    expect(await select('SELECT FROM thread WHERE parent_feed_id = $1', channel.feedId)).toEqual([]);
    const [message] = await shown(user, channel.feedId);
    expect(message).toMatchObject({ thread: null, resolved: null });
  });

  it('does not exist in a bot’s chat: each message stands alone', async () => {
    const { user, token } = await world();
    const bot = await aBot(user);
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    for (const state of ['firing', 'firing', 'resolved'] as const) await send(url, json(alert(state)));
    expect(await messagesOf(bot.feedId)).toHaveLength(3);
  });
});

const delivered = (body: object, headers: Record<string, string>): RequestInit => ({
  ...json(body),
  headers: { 'content-type': 'application/json', ...headers },
});

throughBothAdapters('a delivery that a service sends again', (send) => {
  const push = {
    ref: 'refs/heads/main',
    commits: [],
    repository: { full_name: 'acme/site' },
    sender: { login: 'mona' },
  };
  const stripe = {
    object: 'event',
    type: 'payout.paid',
    data: { object: { object: 'payout', amount: 5, currency: 'eur' } },
  };
  const notification = { Type: 'Notification', TopicArn: 'arn:aws:sns:eu:1:ops', Message: 'hello' };
  const issue = { webhookEvent: 'jira:issue_created', issue: { key: 'A-1', fields: { summary: 'x' } } };
  const pushed = {
    actor: { display_name: 'Mona' },
    push: { changes: [{ new: { type: 'branch', name: 'main' }, commits: [] }] },
  };

  it.each([
    ['GitHub', (id: string) => [push, { 'x-github-event': 'push', 'x-github-delivery': id }]],
    [
      'GitLab',
      (id: string) => [
        { object_kind: 'push', ref: 'main', project: { name: 'p' } },
        { 'x-gitlab-event': 'Push Hook', 'x-gitlab-event-uuid': id },
      ],
    ],
    ['Bitbucket', (id: string) => [pushed, { 'x-event-key': 'repo:push', 'x-request-uuid': id }]],
    ['Jira', (id: string) => [issue, { 'x-atlassian-webhook-identifier': id }]],
    ['Stripe', (id: string) => [{ ...stripe, id }, { 'stripe-signature': 't=1,v1=x' }]],
    [
      'Amazon SNS',
      (id: string) => [{ ...notification, MessageId: id }, { 'x-amz-sns-message-type': 'Notification' }],
    ],
    ['whoever follows Standard Webhooks', (id: string) => [{ title: 'x' }, { 'webhook-id': id }]],
  ] as const)('%s: is answered as the first time, and posted once', async (_, make) => {
    const { channel, token, url, everybody } = await world();
    const call = (id: string) => {
      const [body, headers] = make(id) as unknown as [object, Record<string, string>];
      return send(url, delivered(body, headers));
    };
    const answers = await Promise.all([call('one'), call('one'), call('two')]);
    answers.push(await call('one'));
    for (const answer of answers)
      expect([answer.status, await answer.json()]).toEqual([200, { user_ids: everybody }]);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    expect((await historyOf(token.id)).map((one) => one.outcome).sort()).toEqual([
      'accepted',
      'accepted',
      'replayed',
      'replayed',
    ]);
  });

  it('is the same also in a group, whose messages are not sent twice; with a key of the sender’s own that counts', async () => {
    const { channel, url } = await world();
    const deliver = (index: number, id: string, more = {}) => {
      const [event, body] = pullRequest[index]!;
      return send(url, delivered(body, { 'x-github-event': event, 'x-github-delivery': id, ...more }));
    };
    for (const [index, id] of [
      [0, 'a'],
      [1, 'b'],
      [0, 'a'],
      [1, 'b'],
    ] as const)
      await deliver(index, id);
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await repliesIn(channel.feedId)).toHaveLength(1);
    await deliver(1, 'b', { 'idempotency-key': 'mine' });
    expect(await repliesIn(channel.feedId)).toHaveLength(2);
  });

  it('is another call at another URL, and for a handler, whose author sends it again to try', async () => {
    const { user, channel, token, url } = await world();
    const elsewhere = await aChannel(user);
    const headers = { 'x-github-event': 'push', 'x-github-delivery': 'one' };
    await send(url, delivered(push, headers));
    await send(url.replace(channel.uniqueName, elsewhere.uniqueName), delivered(push, headers));
    expect(await messagesOf(elsewhere.feedId)).toHaveLength(1);
    // GitHub gives two hooks of one repository the same id for one event.
    const forOne = await send(`${url}&user_ids=${user.id}`, delivered(push, headers));
    expect(await forOne.json()).toEqual({ user_ids: [user.id] });
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    const bot = await aBot(user, { handlerCode: 'function handler() { return { text: "x" }; }' });
    const bots = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    for (let n = 0; n < 2; n++) await send(bots, delivered(push, headers));
    expect(await messagesOf(bot.feedId)).toHaveLength(2);
  });
});

describe('two processes', () => {
  it('with a first message each for one group: one is stored, the other fails alone in its batch', async () => {
    const { channel, token } = await world();
    const step = { keyHash: Buffer.alloc(32, 7), round: 1, ends: false, atMs: null, title: null };
    const first = () => anAcceptance(token, { ...toChannel(channel.uniqueName), group: step });
    const writers = [acceptWriter(acceptPool()), acceptWriter(acceptPool())];
    const outcomes = await Promise.allSettled(
      writers.flatMap((writer) => [
        writer.add(first(), 10),
        writer.add(anAcceptance(token, toChannel(channel.uniqueName)), 10),
      ]),
    );
    const failed = outcomes.filter(({ status }) => status === 'rejected');
    expect(failed).toMatchObject([{ reason: { code: '23505', table: 'message_group' } }]);
    expect(await messagesOf(channel.feedId)).toHaveLength(3);
    expect(await db().messageGroup.count({ where: { feedId: channel.feedId } })).toBe(1);
  });
});
