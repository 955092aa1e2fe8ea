import { describe, expect, it } from 'vitest';
import { setMemberRole } from '@/lib/accounts/set-member-role';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { revokeOtherSessions, revokeSession } from '@/lib/auth/revoke-session';
import { signOut } from '@/lib/auth/sign-out';
import { createBot } from '@/lib/bots/create-bot';
import { updateBot } from '@/lib/bots/update-bot';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { removeMember } from '@/lib/channels/remove-member';
import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { completeStepUp } from '@/lib/step-up/complete-step-up';
import { lockNow } from '@/lib/step-up/lock-now';
import { STEP_UP_DURATION_MS } from '@/lib/step-up/step-up-policy';
import { openThread } from '@/lib/threads/open-thread';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { aFeed, aPerson, post } from '@/test/support/feed';
import {
  aSteppedUp,
  aToken,
  elsewhere,
  feedTopic,
  open,
  session,
  tokenTopic,
} from '@/test/support/open-stream';
import { aBot } from '@/test/support/webhooks/world';

const endings: Record<string, [(user: SteppedUpUser, tokenId: string) => Promise<unknown>, string]> = {
  'Lock now': [(user) => lockNow(user), 'step_up'],
  'sign-out': [(user) => signOut(user), 'session'],
  'revoking its session': [async (user) => revokeSession(await elsewhere(user), user.session.id), 'session'],
  'revoking all other sessions': [async (user) => revokeOtherSessions(await elsewhere(user)), 'session'],
  'a session that is deleted': [(user) => db().session.delete(session(user)), 'session'],
  'a new step-up, which renews the session': [(user) => completeStepUp(db(), user, 'passkey'), 'session'],
  deactivation: [
    async (user) =>
      setMemberStatus((await aPerson('ADMINISTRATOR')) as Administrator & SteppedUpUser, user.id, false),
    'session',
  ],
  'deletion of the token': [(user, tokenId) => deleteToken(user, tokenId), 'membership'],
};

describe('the stream of a usage history ends at once, not at its heartbeat, with', () => {
  it.each(Object.entries(endings))('%s', async (_, [end, why]) => {
    const user = await aSteppedUp();
    const tokenId = await aToken(user);
    const stream = await open(user, [tokenTopic(tokenId)]);
    await stream.until('retry:');
    await end(user, tokenId);
    expect(await stream.rest()).toContain(`topic: token/${tokenId}\nevent: end\ndata: ${why}\n\n`);
  });

  it('the end of the fifteen minutes', async () => {
    // In real time: the stream's timer asks the database, by whose clock they end. A late page is told the same at once.
    const user = await aSteppedUp(STEP_UP_DURATION_MS - 1_500);
    const tokenId = await aToken(user);
    const stream = await open(user, [tokenTopic(tokenId)]);
    expect(await stream.rest()).toContain('event: end\ndata: step_up\n\n');
  });
});

describe('the stream of a feed ends at once, not at its heartbeat, with', () => {
  it.each(Object.entries(endings).filter(([, [, why]]) => why === 'session'))('%s', async (_, [end]) => {
    const user = await aSteppedUp();
    const stream = await open(user, [feedTopic(await aFeed(user))]);
    await stream.until('retry:');
    await end(user, '');
    expect(await stream.rest()).toContain('event: end\ndata: session\n\n');
  });

  const losses: Record<string, (ada: SignedInUser, bob: SignedInUser, channel: string) => Promise<void>> = {
    'the removal of a member': (ada, bob, channel) => removeMember(ada, channel, bob.id),
    'leaving the channel': (_, bob, channel) => leaveChannel(bob, channel),
    'deletion of the channel': (ada, _, channel) => deleteChannel(ada, channel, 'Gone'),
  };
  it.each(Object.entries(losses))('%s, also from a thread below', async (_, lose) => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { feedId, uniqueName } = await createChannel(ada, {
      name: 'Gone',
      description: '',
      access: 'PRIVATE',
    });
    await db().feedMember.create({ data: { feedId, userId: bob.id }, select: { feedId: true } });
    const thread = await openThread({ feedId, seq: await post(feedId, ada) }, null);
    const streams = [await open(bob, [feedTopic(feedId)]), await open(bob, [feedTopic(thread)])];
    for (const stream of streams) await stream.until('retry:');
    await lose(ada, bob, uniqueName);
    for (const stream of streams) expect(await stream.rest()).toContain('event: end\ndata: membership\n\n');
  });

  it('a bot that becomes personal, also for who came in through a gap', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const details = { name: `Bot ${decimalId()}`, description: '', imageUrl: null } as const;
    const bot = await createBot(ada, { ...details, access: 'ORGANIZATION' });
    const member = { data: { feedId: bot.feedId, userId: bob.id }, select: { feedId: true } };
    await db().feedMember.create(member);
    const stream = await open(bob, [feedTopic(bot.feedId)]);
    await stream.until('retry:');
    await updateBot(ada, bot.uniqueName, { ...details, access: 'PERSONAL' });
    expect(await stream.rest()).toContain('event: end\ndata: membership\n\n');
    await db().feedMember.create(member);
    await expect(open(bob, [feedTopic(bot.feedId)])).rejects.toMatchObject({ code: 'not_found' });
  });
});

it('the stream of a handler’s failures ends at once, not at its heartbeat, with a demotion', async () => {
  const [ada, bob] = [await aPerson(), await aPerson('ADMINISTRATOR')];
  const { feedId } = await aBot(ada as never, { handlerCode: 'function handler() {}' });
  const stream = await open(bob, [{ topic: { kind: 'handler', feedId }, after: 0 }]);
  await stream.until('retry:');
  await setMemberRole((await aSteppedUp()) as Administrator & SteppedUpUser, bob.id, 'MEMBER');
  expect(await stream.rest()).toContain(`topic: handler/${feedId}\nevent: end\ndata: membership\n\n`);
});

it('Lock now ends the history’s stream, and the feed’s on the same connection goes on', async () => {
  const user = await aSteppedUp();
  const [feedId, tokenId] = [await aFeed(user), await aToken(user)];
  const stream = await open(user, [feedTopic(feedId), tokenTopic(tokenId)]);
  await stream.until('retry:');
  await lockNow(user);
  await stream.until(`topic: token/${tokenId}\nevent: end\ndata: step_up\n\n`);
  await post(feedId, user);
  expect(await stream.until('event: message\n')).not.toContain(`topic: feed/${feedId}\nevent: end`);
  stream.leave();
});
