import 'server-only';
import { promisify } from 'node:util';
import zlib from 'node:zlib';
import { MAX_BODY_BYTES } from '../call/call';
import { Refusal } from '../call/refusal';

type Inflate = (bytes: Uint8Array) => Promise<Uint8Array>;

const limited = { maxOutputLength: MAX_BODY_BYTES };
const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const unzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflate);
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);
const unbrotli = promisify<Uint8Array, zlib.BrotliOptions, Buffer>(zlib.brotliDecompress);

/** "deflate" means zlib's format; many senders send a bare deflate stream under that name. */
const deflate: Inflate = (bytes) =>
  unzip(bytes, limited).catch((error) => {
    if (isTooLarge(error)) throw error;
    return inflateRaw(bytes, limited);
  });
const CODINGS: ReadonlyMap<string, Inflate> = new Map([
  ['gzip', (bytes) => gunzip(bytes, limited)],
  ['x-gzip', (bytes) => gunzip(bytes, limited)],
  ['deflate', deflate],
  ['br', (bytes) => unbrotli(bytes, limited)],
] as [string, Inflate][]);

/**
 * Compressions that we cannot read; any other unknown word (a charset, `none`, `identity`) counts as no compression.
 */
const UNREAD = new Set([
  'zstd',
  'compress',
  'x-compress',
  'lzma',
  'xz',
  'bzip2',
  'x-bzip2',
  'snappy',
  'lz4',
  'exi',
]);
const MAX_CODINGS = 3;

/** The compressions of a body in the order they were applied; empty for nearly every call. */
export function contentCodings(headers: Readonly<Record<string, string>>): string[] {
  return (headers['content-encoding'] ?? '')
    .toLowerCase()
    .split(',')
    .map((word) => word.trim())
    .filter((word) => CODINGS.has(word) || UNREAD.has(word));
}

/**
 * The body without its compression; at most MAX_BODY_BYTES come out.
 * @throws {Refusal} `request_too_large`, `unsupported_media_type`, or `invalid_inputs` when the bytes are not what the header says.
 */
export async function withoutCompression(
  bytes: Uint8Array,
  headers: Readonly<Record<string, string>>,
): Promise<Uint8Array> {
  const codings = contentCodings(headers);
  if (bytes.length === 0) return bytes;
  if (codings.length > MAX_CODINGS || codings.some((word) => UNREAD.has(word))) {
    throw new Refusal(
      'unsupported_media_type',
      `Content-Encoding ${codings.join(', ').slice(0, 100)} is not read; compress with gzip, deflate or br, or not at all.`,
      { field: 'content-encoding' },
    );
  }
  let plain = bytes;
  for (const coding of codings.reverse()) {
    plain = await CODINGS.get(coding)!(plain).catch((error) => {
      throw isTooLarge(error) ? tooLarge() : notSo(coding);
    });
  }
  return plain;
}

const isTooLarge = (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';

function tooLarge(): Refusal {
  return new Refusal(
    'request_too_large',
    'The request body is larger than 1 MiB after decompression; send less, or what is long as a file.',
    {
      limit: MAX_BODY_BYTES,
    },
  );
}

function notSo(coding: string): Refusal {
  return new Refusal(
    'invalid_inputs',
    `The body is not valid ${coding}, which its Content-Encoding names; leave out that header or compress the body.`,
    { field: 'content-encoding' },
  );
}
