import 'server-only';
import type { Readable } from 'node:stream';

/** One HTTP request as the core sees it, whichever adapter read it. */
export type Call = {
  method: string;
  /** As on the request line, percent-encoding untouched. */
  path: string;
  /** Without the question mark; untouched. */
  query: string;
  /** Lower-case names; repeated headers joined with ", ". */
  headers: Readonly<Record<string, string>>;
  /** Null when the body is longer than MAX_BODY_BYTES, or an upload announces more than MAX_UPLOAD_BYTES. */
  body: Uint8Array | null;
  /** Only for `POST …/files`: the unread body as it arrives; `body` is then empty. */
  upload?: Readable;
  /** The client's address as far as it is known; else empty. */
  sourceAddress: string;
};

export type Reply = {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Null when the answer has no body (204, HEAD). */
  body: string | null;
};

export const MAX_BODY_BYTES = 1024 * 1024;
/** The time for a whole body, from when the headers have been read. */
export const BODY_TIMEOUT_MS = 10_000;

/** Whether the body of such a request is handed on while it arrives; an unknown URL is refused all the same. */
export function takesUpload(method: string, path: string): boolean {
  return method === 'POST' && path.endsWith('/files');
}
