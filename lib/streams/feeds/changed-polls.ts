import 'server-only';
import { readRowsForAll } from '@/lib/feeds/read-feed';
import { readMessageContent } from '@/lib/messages/content';
import { isPoll } from '@/lib/polls/is-poll';
import { readVotes } from '@/lib/polls/read-votes';
import { streamEvent } from '../line/events';
import type { FeedReader } from '../line/fan-out-reader';
import type { Changed } from './changed-numbers';

/**
 * For each reader, the events about changed polls that they see, each with their own vote. Two queries for all
 * readers.
 */
export async function pollEventsFor(
  feedId: number,
  { seqs, unknown }: Changed,
  viewerIds: string[],
): Promise<(reader: FeedReader) => Uint8Array[]> {
  const topic = `feed/${feedId}`;
  const first = unknown ? [streamEvent(topic, 'polls', 'changed')] : [];
  const rows = seqs.length > 0 ? await readRowsForAll(feedId, { only: seqs }) : [];
  const polls = rows.filter(({ content }) => isPoll(readMessageContent(content)));
  const votesOf = await readVotes(viewerIds, polls);
  const known = new Map<string, Uint8Array>();
  return (reader) => {
    const theirs = polls.filter(
      ({ recipientId, seq }) =>
        recipientId === reader.user.id || (recipientId === null && Number(seq) > reader.fromSeq()),
    );
    return [
      ...first,
      ...theirs.map(({ seq }) => {
        const data = JSON.stringify({ seq: Number(seq), ...votesOf(reader.user.id, Number(seq)) });
        const bytes = known.get(data) ?? streamEvent(topic, 'poll', data);
        known.set(data, bytes);
        return bytes;
      }),
    ];
  };
}
