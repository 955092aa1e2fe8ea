import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { requireFeedMember } from '@/lib/feeds/access/require-feed-member';
import { readMessages } from '@/lib/feeds/read-feed';
import { readMessageContent } from '@/lib/messages/content';
import type { PollStates } from './dto';
import { isPoll } from './is-poll';
import { readVotes } from './read-votes';

/**
 * The present states of the polls among these messages; messages that are no poll, or not for the user, are left out.
 * @throws {AppError} `not_found` for a feed that the user does not belong to.
 */
export async function readPolls(
  user: SignedInUser,
  feedId: number,
  seqs: number[],
): Promise<PollStates['polls']> {
  await requireFeedMember(user, feedId);
  const polls = (await readMessages(user, feedId, seqs)).filter(({ content }) =>
    isPoll(readMessageContent(content)),
  );
  const votesOf = await readVotes([user.id], polls);
  return polls.map(({ seq }) => ({ seq: Number(seq), ...votesOf(user.id, Number(seq)) }));
}
