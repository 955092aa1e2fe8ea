import 'server-only';
import type { Readable } from 'node:stream';
import { Busboy, type BusboyConfig, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { AppError } from '@/lib/errors';
import { MAX_FILE_BYTES, MAX_FILES } from '@/lib/files/file-policy';
import { AS_BYTES, PartTexts } from '../body/part-texts';
import { Refusal } from '../call/refusal';
import { MAX_UPLOAD_BYTES, UPLOAD_PACE, UPLOAD_TIMEOUT_MS } from './policy';
import { watchPace } from './sender-pace';

/** What has arrived of a body so far, also when it was refused halfway. */
export type Received = {
  bytes: number;
  fields: [name: string, value: string][];
  /** Why texts were not read as announced, for the owner's history; null when they were. */
  repair: string | null;
};

/** Stores one whole file; the next one waits for it. When it throws, the upload fails with that error. */
export type TakeFile = (part: { field: string; name: string; bytes: BusboyFileStream }) => Promise<void>;

/** Decides whether a part is a file. By default a part is one when it has a file name or is application/octet-stream. */
type IsFile = NonNullable<BusboyConfig['isPartAFile']>;

const MAX_FIELDS = 50;
/** Includes parts that are neither file nor field. */
const MAX_PARTS = 100;
const MAX_FIELD_BYTES = 64 * 1024;

/**
 * Reads a multipart body while it arrives, no faster than `take` stores its files. Resolves when the body is complete
 * and all files are stored. After a failure `source` is read no further, and no file is being stored.
 * @throws {Refusal} `unsupported_media_type`, `invalid_inputs`, `request_too_large` or `request_timeout`
 * @throws {AppError} `request_timeout` when the sender hung up; nobody receives that answer
 * @throws whatever `take` throws
 */
export async function readUpload(
  source: Readable,
  contentType: string,
  received: Received,
  take: TakeFile,
  isFile?: IsFile,
): Promise<void> {
  const parser = parserOf(contentType, isFile);
  const texts = new PartTexts(parser, contentType);
  const open = new Set<BusboyFileStream>();
  let taking = Promise.resolve();
  let hasFailed = false;
  let settle: { resolve(): void; reject(error: unknown): void } = { resolve() {}, reject() {} };
  const whole = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  const fail = (error: unknown) => {
    hasFailed = true;
    settle.reject(error);
    for (const bytes of open) bytes.destroy(new Error('upload refused', { cause: error }));
  };
  const pace = watchPace(source, UPLOAD_PACE, () => fail(tooSlow()));
  const total = setTimeout(() => fail(tooSlow()), UPLOAD_TIMEOUT_MS);
  const note = (chunk: Uint8Array) => {
    pace.came(chunk.length);
    received.bytes += chunk.length;
    if (received.bytes > MAX_UPLOAD_BYTES) fail(uploadTooLarge());
  };
  const arrived = () => pace.stop();
  const gone = () => source.readableEnded || fail(new AppError('request_timeout', 'The sender hung up.'));

  parser.on('file', (field: string | undefined, bytes: BusboyFileStream, name: string | undefined) => {
    bytes.on('error', () => {});
    // busboy parses the current piece to its end even after a failure.
    if (hasFailed) return void bytes.resume();
    open.add(bytes);
    bytes.on('limit', () => fail(fileTooLarge(field ?? '', name ?? '')));
    taking = taking
      .then(() => take({ field: field ?? '', name: name ?? '', bytes }))
      .then(() => void open.delete(bytes));
    taking.catch(fail);
  });
  parser.on('field', (name: string | undefined, value: string, _: boolean, isCut: boolean) => {
    if (isCut) fail(fieldTooLong(name ?? ''));
    else received.fields.push([name ?? '', texts.valueOf(value)]);
  });
  parser.on('filesLimit', () => fail(tooMany('files', MAX_FILES)));
  parser.on('fieldsLimit', () => fail(tooMany('fields', MAX_FIELDS)));
  parser.on('partsLimit', () => fail(tooMany('parts', MAX_PARTS)));
  parser.on('error', () => fail(malformed()));
  parser.on('finish', () => taking.then(() => settle.resolve(), fail));
  source.on('data', note).on('end', arrived).on('error', gone).on('close', gone);
  source.pipe(parser);
  if (source.destroyed) gone();
  try {
    await whole;
  } finally {
    received.repair = texts.repair;
    pace.stop();
    clearTimeout(total);
    source.unpipe(parser).off('data', note).off('end', arrived).off('close', gone).pause();
    parser.destroy();
    // A file that is still being written would outlive its removal.
    await taking.catch(() => {});
  }
}

function parserOf(contentType: string, isFile: IsFile | undefined): BusboyInstance {
  if (!/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) {
    const sent = contentType.split(';')[0]?.trim().slice(0, 100) || 'a body without Content-Type';
    throw new Refusal(
      'unsupported_media_type',
      `Files cannot be read from ${sent}; send multipart/form-data, as curl -F files=@FILE does.`,
      { field: 'content-type' },
    );
  }
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      ...AS_BYTES,
      ...(isFile && { isPartAFile: isFile }),
      limits: {
        fileSize: MAX_FILE_BYTES,
        files: MAX_FILES,
        fields: MAX_FIELDS,
        fieldSize: MAX_FIELD_BYTES,
        parts: MAX_PARTS,
        headerPairs: 20,
        headerSize: 16 * 1024,
      },
    });
  } catch {
    throw new Refusal(
      'invalid_inputs',
      'The Content-Type names no boundary between the parts; let the HTTP client set it, as curl -F does.',
      {
        field: 'content-type',
      },
    );
  }
}

export function uploadTooLarge(): Refusal {
  return new Refusal(
    'request_too_large',
    'The request body is larger than 501 MiB; send fewer files at once.',
    {
      limit: MAX_UPLOAD_BYTES,
    },
  );
}

function fileTooLarge(field: string, name: string): Refusal {
  return new Refusal(
    'request_too_large',
    `The file '${name.slice(0, 100)}' is larger than 50 MB; send a link to it.`,
    {
      field: field.slice(0, 100),
      limit: MAX_FILE_BYTES,
    },
  );
}

function tooMany(what: 'files' | 'fields' | 'parts', limit: number): Refusal {
  return new Refusal(
    'invalid_inputs',
    `The form has more than ${limit} ${what}; send the others with another call.`,
    { field: what, limit },
  );
}

function fieldTooLong(name: string): Refusal {
  const field = name.slice(0, 100);
  const limit = MAX_FIELD_BYTES;
  return new Refusal('invalid_inputs', `The field '${field}' is longer than 64 KiB; send it as a file.`, {
    field,
    limit,
  });
}

function malformed(): Refusal {
  return new Refusal(
    'invalid_inputs',
    'The multipart body is not well-formed; let the HTTP client write it, as curl -F does.',
    { field: 'body' },
  );
}

function tooSlow(): Refusal {
  return new Refusal('request_timeout', 'The request body did not arrive in time; send it again.');
}
