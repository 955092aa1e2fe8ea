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
  /** Null when it was longer than MAX_BODY_BYTES, or was going to be longer than MAX_UPLOAD_BYTES. */
  body: Uint8Array | null;
  /** Of `POST …/files`: the body as it arrives, not read yet; `body` is then empty. */
  upload?: Readable;
  /** Of the client, as far as it can be known; else empty. */
  sourceAddress: string;
};

export type Reply = {
  status: number;
  headers: Readonly<Record<string, string>>;
  /** Null: no body at all (204, HEAD). */
  body: string | null;
};

export const MAX_BODY_BYTES = 1024 * 1024;
/** Of the whole body, from the first byte of the request on. */
export const BODY_TIMEOUT_MS = 10_000;

/** Whether the body of such a request is to be handed on while it arrives; a URL that is none is refused all the same. */
export function takesUpload(method: string, path: string): boolean {
  return method === 'POST' && path.endsWith('/files');
}
