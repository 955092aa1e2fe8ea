import 'server-only';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';

/** The bytes that all files take up, and may take up; `quota` is null when only the disk sets a limit. */
export type FileUsage = { used: number; quota: number | null };

export function fileQuota(): number | null {
  return env().FILE_QUOTA_BYTES || null;
}

/** Files that are still arriving count with their bytes so far. */
export async function readFileUsage(): Promise<FileUsage> {
  const { rows } = await pool().query<{ bytes: string }>('SELECT bytes FROM file_usage WHERE id = 1');
  return { used: Number(rows[0]?.bytes ?? 0), quota: fileQuota() };
}

/** There is no room for the next chunk of a file. */
export class QuotaReached extends Error {
  override readonly name = 'QuotaReached';
}
