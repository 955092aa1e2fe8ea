import 'server-only';
import type { IncomingMessage } from 'node:http';
import { closeSoon } from '@/lib/http/write-and-close';
import { singleton } from '@/lib/singleton';
import { BODY_TIMEOUT_MS, MAX_BODY_BYTES } from '../call/call';

/** The bytes of all bodies together that are still arriving, for tokens that nobody has looked at yet. */
const MOST_ARRIVING_BYTES = 256 * 1024 * 1024;

/** So much of each body does not count: a usual message is taken whatever else arrives. */
const UNCOUNTED_BYTES = 16 * 1024;

/** Counts what is in memory of bodies that are still arriving. */
export class ArrivingBytes {
  readonly #most: number;
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  get bytes() {
    return this.#bytes;
  }

  /** False, and nothing is counted, when there is no room for so many more. */
  take(bytes: number): boolean {
    if (this.#bytes + bytes > this.#most) return false;
    this.#bytes += bytes;
    return true;
  }

  giveBack(bytes: number) {
    this.#bytes -= bytes;
  }
}

const arriving = () => singleton('arriving-bytes', () => new ArrivingBytes(MOST_ARRIVING_BYTES));

/**
 * Null when it is longer than the limit, 'late' when it did not arrive in full in time, 'gone' when the sender hung
 * up, 'crowded' when too much else is arriving.
 */
type Body = Uint8Array | null | 'late' | 'gone' | 'crowded';

export const NO_BODY = new Uint8Array();

/** The body of a request, at most MAX_BODY_BYTES of it. Unless it is whole, the connection takes no other request. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const length = request.headers['content-length'];
  if (length === undefined && request.headers['transfer-encoding'] === undefined) {
    request.resume();
    return NO_BODY;
  }
  if (Number(length) > MAX_BODY_BYTES) {
    closeSoon(request);
    return null;
  }
  // Node parses what it has read before it goes on here: a small body is there with its headers.
  await null;
  if (request.destroyed) return 'gone';
  if (length !== String(request.readableLength)) return restOfBody(request);
  const body: Buffer | null = request.read();
  request.resume();
  return body ?? NO_BODY;
}

function restOfBody(request: IncomingMessage): Promise<Body> {
  const all = arriving();
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let counted = 0;
    const settle = (result: Body) => {
      clearTimeout(timer);
      all.giveBack(counted);
      counted = 0;
      if (result === null || result === 'late' || result === 'crowded') closeSoon(request);
      resolve(result);
    };
    const timer = setTimeout(settle, BODY_TIMEOUT_MS, 'late');
    const refuse = (result: null | 'crowded') => {
      request.pause();
      chunks.length = 0;
      settle(result);
    };
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BODY_BYTES) return refuse(null);
      const more = Math.max(0, size - UNCOUNTED_BYTES) - counted;
      if (!all.take(more)) return refuse('crowded');
      counted += more;
      chunks.push(chunk);
    });
    request.on('end', () => settle(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.on('error', () => settle('gone'));
    request.on('close', () => settle('gone'));
  });
}
