import { pool } from '@/lib/db/pool';
import { makePartition } from '@/lib/storage/ensure-partitions';
import { weekOf } from '@/lib/storage/partitions';
import { select } from '@/test/support/webhooks/world';

/** The messages in the threads of a channel, in the order of the threads. */
export function repliesIn(feedId: number) {
  return select<{ content: string }>(
    `SELECT m.content FROM thread t JOIN message m ON m.feed_id = t.feed_id
     WHERE t.parent_feed_id = $1 ORDER BY t.parent_seq, m.seq`,
    feedId,
  );
}

/** Makes a channel's messages and groups older. */
export async function ageMessages(feedId: number, days: number) {
  const [oldest] = await select<{ at: Date }>(
    'SELECT min(sent_at) AS at FROM message WHERE feed_id = $1',
    feedId,
  );
  const DAY_MS = 24 * 60 * 60 * 1_000;
  await makePartition(pool(), 'message', weekOf(oldest!.at.getTime() - days * DAY_MS));
  await select(
    'UPDATE message SET sent_at = sent_at - make_interval(days => $2) WHERE feed_id = $1',
    feedId,
    days,
  );
  await select(
    'UPDATE message_group SET root_sent_at = root_sent_at - make_interval(days => $2) WHERE feed_id = $1',
    feedId,
    days,
  );
}
