import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { type ByteRange, readByteRange } from './byte-range';
import { contentDisposition } from './content-disposition';
import { isSafeImage, UNKNOWN_TYPE } from './file-policy';
import { fileStream } from './file-stream';
import { type FoundFile, findFile } from './find-file';

/** Types that a browser could take for a document of its own, were it ever asked to open one. */
const DOCUMENT = /html|xml|script|pdf/;

/**
 * Answers with a file, or the range of it that was asked for. Nothing in it can run: only safe pictures open in the
 * browser, all else is saved, and whatever is opened all the same stands in a sandbox without an origin.
 * @throws {AppError} `not_found`
 */
export async function serveFile(user: SignedInUser, fileId: string, request: Request): Promise<Response> {
  const file = await findFile(user, fileId);
  const headers = headersOf(file);
  if (request.headers.get('if-none-match') === headers.ETag) {
    return new Response(null, { status: 304, headers });
  }
  const ifRange = request.headers.get('if-range');
  const isCurrent = ifRange === null || ifRange === headers.ETag;
  const range = isCurrent ? readByteRange(request.headers.get('range'), file.size) : null;
  if (range === 'none') {
    return new Response(null, {
      status: 416,
      headers: { ...headers, 'Content-Range': `bytes */${file.size}` },
    });
  }
  const { first, last }: ByteRange = range ?? { first: 0, last: file.size - 1 };
  const body = fileStream(file.id, { first, last });
  // Without Content-Length, which Next takes out of what its routes stream.
  if (range === null) return new Response(body, { headers });
  const contentRange = { 'Content-Range': `bytes ${first}-${last}/${file.size}` };
  return new Response(body, { status: 206, headers: { ...headers, ...contentRange } });
}

function headersOf({ id, name, mediaType }: FoundFile) {
  const type = DOCUMENT.test(mediaType) ? UNKNOWN_TYPE : mediaType;
  return {
    'Content-Type': type === 'text/plain' ? 'text/plain; charset=utf-8' : type,
    'Content-Disposition': contentDisposition(isSafeImage(mediaType) ? 'inline' : 'attachment', name),
    'Content-Security-Policy': "sandbox; default-src 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    // Asked for again each time, so that whoever left the channel gets no more; compressing would undo the ranges.
    'Cache-Control': 'private, no-cache, no-transform',
    // A file never changes.
    ETag: `"${id}"`,
  };
}
