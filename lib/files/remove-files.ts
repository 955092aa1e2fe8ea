import 'server-only';
import { pool } from '@/lib/db/pool';
import { log } from '@/lib/log';

/**
 * Removes files whose call was not accepted; files of a message always stay. Never throws: maintenance tries again.
 */
export async function removeFiles(ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await pool()
    .query('DELETE FROM file WHERE id = ANY($1::uuid[]) AND feed_id IS NULL', [ids])
    .catch((error: Error) => log().warn({ reason: error.message }, 'files of a refused call are left over'));
}
