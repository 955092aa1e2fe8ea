import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { type ByteRange, readByteRange } from './byte-range';
import { contentDisposition } from './content-disposition';
import { isSafeImage, UNKNOWN_TYPE } from './file-policy';
import { fileStream } from './file-stream';
import { type FoundFile, findFile } from './find-file';

/** Types that a browser might open as a document. */
const DOCUMENT = /html|xml|script|pdf/;

/**
 * Answers with a file, or the range that was asked for. Nothing in it can run: only safe images open in the browser,
 * every other type is saved, and a sandbox without an origin guards what is opened anyway.
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
  // No Content-Length: Next removes it from streamed answers of routes.
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
    // Revalidated each time, so that a person who left the channel gets no more; compressing would break ranges.
    'Cache-Control': 'private, no-cache, no-transform',
    // A file never changes.
    ETag: `"${id}"`,
  };
}
