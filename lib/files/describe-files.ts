import 'server-only';
import { pool } from '@/lib/db/pool';

type Described = { id: string; size: number; mediaType: string; comment: string };

/** Writes down what is known of stored files only when all of them are there. */
export async function describeFiles(files: readonly Described[]): Promise<void> {
  await pool().query(
    `UPDATE file f SET size = d.size, media_type = d.media_type, comment = d.comment
     FROM unnest($1::uuid[], $2::bigint[], $3::text[], $4::text[]) AS d(id, size, media_type, comment)
     WHERE f.id = d.id`,
    [
      files.map(({ id }) => id),
      files.map(({ size }) => size),
      files.map(({ mediaType }) => mediaType),
      // Postgres keeps no NUL in text; the message has the comment as it came.
      files.map(({ comment }) => comment.replaceAll('\0', '')),
    ],
  );
}
