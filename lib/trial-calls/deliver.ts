import 'server-only';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';

const TIMEOUT_MS = 10_000;
const MAX_ANSWER_BYTES = 16 * 1024;

export type Delivery = {
  tookMs: number;
  /** `body` is only the beginning of the answer's body. */
  answer: { status: number; requestId: string | null; body: string } | null;
  /** Why there is no answer, by Node's or OpenSSL's name; `TIMEOUT` after ten seconds. */
  failure: string | null;
};

type Outgoing = { url: URL; headers: Readonly<Record<string, string>>; body: string };

/**
 * One POST over a connection of its own, through the names, TLS and proxies that every sender meets. Redirects are
 * not followed.
 */
export async function deliver({ url, headers, body }: Outgoing, timeoutMs = TIMEOUT_MS): Promise<Delivery> {
  const startedAtMs = performance.now();
  const signal = AbortSignal.timeout(timeoutMs);
  const since = () => performance.now() - startedAtMs;
  try {
    const answer = await post({ url, headers, body }, signal);
    return { tookMs: since(), answer, failure: null };
  } catch (error) {
    const failure = signal.aborted ? 'TIMEOUT' : codeOf(error);
    return { tookMs: since(), answer: null, failure };
  }
}

function post(
  { url, headers, body }: Outgoing,
  signal: AbortSignal,
): Promise<NonNullable<Delivery['answer']>> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  const length = { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const options = { method: 'POST', agent: false, signal, headers: { ...headers, ...length } };
    const sent = request(url, options, (response) => {
      const pieces: Buffer[] = [];
      let size = 0;
      const done = () =>
        resolve({
          status: response.statusCode ?? 0,
          requestId: response.headers['x-request-id']?.toString() ?? null,
          body: Buffer.concat(pieces).subarray(0, MAX_ANSWER_BYTES).toString('utf8'),
        });
      response.on('data', (piece: Buffer) => {
        pieces.push(piece);
        size += piece.length;
        if (size < MAX_ANSWER_BYTES) return;
        done();
        sent.destroy();
      });
      response.on('end', done);
      response.on('error', reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

function codeOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return code ?? message ?? 'UNKNOWN';
}
