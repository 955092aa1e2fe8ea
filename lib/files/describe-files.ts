import 'server-only';
import { pool } from '@/lib/db/pool';

type Described = { id: string; size: number; mediaType: string; comment: string };

/** Stores what is known about files only once all of them have arrived. */
export async function describeFiles(files: readonly Described[]): Promise<void> {
  await pool().query(
    `UPDATE file f SET size = d.size, media_type = d.media_type, comment = d.comment
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) AS d(id, size, media_type, comment)
     WHERE f.id = d.id`,
    [
      files.map(({ id }) => id),
      files.map(({ size }) => size),
      files.map(({ mediaType }) => mediaType),
      // Postgres takes no NUL in text; the message keeps the comment as it came.
      files.map(({ comment }) => comment.replaceAll('\0', '')),
    ],
  );
}
