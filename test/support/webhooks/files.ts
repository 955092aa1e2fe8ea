import { select, type TestToken } from './world';

// Forms with files for the tests of the `files` endpoints, and their stored files.

type Sent = { name: string; bytes: Uint8Array | string; type?: string; field?: string };

/** A POST of a form with files; other fields follow the files. */
export function form(files: Sent[], fields: [string, string][] = []): RequestInit {
  const body = new FormData();
  for (const { name, bytes, type, field = 'files' } of files) {
    body.append(field, new Blob([bytes as BlobPart], { type }), name);
  }
  for (const [name, value] of fields) body.append(name, value);
  return { method: 'POST', body };
}

export const filesUrl = ({ uniqueName }: { uniqueName: string }, { token }: TestToken) =>
  `/api/v2/channelsbyname/${uniqueName}/files?zapikey=${token}`;

export type FileRow = {
  id: string;
  feed_id: number | null;
  message_seq: string | null;
  name: string;
  media_type: string;
  size: string;
  comment: string;
};

/** The stored files of an owner, oldest first, with those that belong to no message. */
export function filesOf({ id }: { id: string }) {
  return select<FileRow>('SELECT * FROM file WHERE owner_id = $1 ORDER BY id', id);
}

export async function bytesOf(fileId: string): Promise<Buffer> {
  const chunks = await select<{ bytes: Buffer }>(
    'SELECT bytes FROM file_chunk WHERE file_id = $1 ORDER BY n',
    fileId,
  );
  return Buffer.concat(chunks.map(({ bytes }) => bytes));
}

/** The number of chunks whose file is gone. */
export async function orphans(): Promise<number> {
  const [row] = await select<{ count: string }>(
    'SELECT count(*) FROM file_chunk c WHERE NOT EXISTS (SELECT FROM file f WHERE f.id = c.file_id)',
  );
  return Number(row!.count);
}
