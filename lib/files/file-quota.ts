import 'server-only';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';

/** What all files take up, and may; `quota` is null when only the disk sets a limit. In bytes. */
export type FileUsage = { used: number; quota: number | null };

export function fileQuota(): number | null {
  return env().FILE_QUOTA_BYTES || null;
}

/** Files that are still arriving are counted as far as they have come. */
export async function readFileUsage(): Promise<FileUsage> {
  const { rows } = await pool().query<{ bytes: string }>('SELECT bytes FROM file_usage WHERE id = 1');
  return { used: Number(rows[0]?.bytes ?? 0), quota: fileQuota() };
}

/** There is no room for the next chunk of a file. */
export class QuotaReached extends Error {
  override readonly name = 'QuotaReached';
}
