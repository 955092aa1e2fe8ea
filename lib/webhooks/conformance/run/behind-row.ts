import { select } from '@/test/support/webhooks/world';
import type { Meanwhile } from './arranged';
import type { Lane } from './lanes';

const HOLD = {
  token: 'SELECT FROM webhook_token WHERE id::text = $1::text FOR NO KEY UPDATE',
  feed: 'SELECT FROM feed WHERE id::text = $1::text FOR NO KEY UPDATE',
};

/** A row that another transaction holds, and what it writes into it meanwhile. */
export type HeldRow = { of: keyof typeof HOLD; id: string | number } | Meanwhile;

/** A session waits for the holder, or has asked and gone on without it; the writer decides which. */
const MET = `SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))
  OR application_name = $2 AND state = 'idle' AND state_change > $3`;

/** Makes calls while another transaction holds a row, and releases it once the calls have met it or are answered. */
export async function behindRow<T>(lane: Lane, row: HeldRow, calls: () => Promise<T>): Promise<T> {
  const { holder, name } = lane;
  await holder.query('BEGIN');
  if ('sql' in row) await holder.query(row.sql, [...row.values]);
  else await holder.query(HOLD[row.of], [row.id]);
  const held = await holder.query('SELECT pg_backend_pid() AS pid, clock_timestamp()::text AS since');
  const { pid, since } = held.rows[0];
  let isAnswered = false;
  const answers = calls().finally(() => {
    isAnswered = true;
  });
  try {
    while (!isAnswered && (await select(MET, pid, name, since)).length === 0) {
      await new Promise(setImmediate);
    }
  } finally {
    await holder.query('COMMIT');
  }
  return answers;
}
