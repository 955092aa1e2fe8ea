import 'server-only';

/** One HTTP request as the core sees it, whichever adapter read it. */
export type Call = {
  method: string;
  /** As on the request line, percent-encoding untouched. */
  path: string;
  /** Without the question mark; untouched. */
  query: string;
  /** Lower-case names; repeated headers joined with ", ". */
  headers: Readonly<Record<string, string>>;
  /** Null when it was longer than MAX_BODY_BYTES. */
  body: Uint8Array | null;
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
