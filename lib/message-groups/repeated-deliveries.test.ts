import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { repliesIn } from '@/test/support/alerts/alerts';
import { pullRequest } from '@/test/support/alerts/calls';
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
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const [user, other] = [await aUser(), await aUser()];
  const channel = await aChannel(user, [other]);
  const token = await aToken(user);
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`;
  return { user, other, channel, token, url, everybody: [user.id, other.id].sort() };
}

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
