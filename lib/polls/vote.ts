import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { requireOpenFeed } from '@/lib/feeds/access/require-open-feed';
import { readMessage } from '@/lib/feeds/read-feed';
import { readMessageContent } from '@/lib/messages/content';
import { isPoll } from './is-poll';

/**
 * Votes in a message's poll; the vote replaces the user's former one, since the table's key allows one each. Open
 * pages are told after the commit.
 * @throws {AppError} `not_found` for a message that the user cannot see; `invalid_input` when it is no poll or has no
 * such option; `conflict` in an archived channel.
 */
export async function vote(user: SignedInUser, feedId: number, seq: number, option: number): Promise<void> {
  const content = readMessageContent((await readMessage(user, feedId, seq)).content);
  if (!isPoll(content))
    throw new AppError('invalid_input', 'This message is no poll; vote on one that has options.', {
      field: 'seq',
    });
  if (!content.card?.options[option]) {
    throw new AppError('invalid_input', 'The poll has no such option; load the page again.', {
      field: 'option',
    });
  }
  await actAs(user, async (tx) => {
    await requireOpenFeed(tx, feedId);
    await tx.$executeRaw`
      WITH cast_vote AS (
        INSERT INTO poll_vote AS v (feed_id, message_seq, user_id, option)
        VALUES (${feedId}, ${seq}, ${user.id}, ${option})
        ON CONFLICT (feed_id, message_seq, user_id) DO UPDATE SET option = excluded.option, voted_at = now()
        WHERE v.option <> excluded.option
        RETURNING feed_id, message_seq
      )
      SELECT pg_notify('postern_poll', feed_id || '/' || message_seq) FROM cast_vote`;
  });
}

/**
 * Takes the user's vote back; no effect without one.
 * @throws {AppError} `not_found` for a message that the user cannot see.
 */
export async function takeBackVote(user: SignedInUser, feedId: number, seq: number): Promise<void> {
  await readMessage(user, feedId, seq);
  await actAs(user, async (tx) => {
    await requireOpenFeed(tx, feedId);
    await tx.$executeRaw`
      WITH taken_back AS (
        DELETE FROM poll_vote WHERE feed_id = ${feedId} AND message_seq = ${seq} AND user_id = ${user.id}
        RETURNING feed_id, message_seq
      )
      SELECT pg_notify('postern_poll', feed_id || '/' || message_seq) FROM taken_back`;
  });
}
