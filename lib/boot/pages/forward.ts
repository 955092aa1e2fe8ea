import 'server-only';
import { type Agent, type IncomingMessage, request as open, type ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { CLIENT_ADDRESS_HEADER, UNTRUSTED_PROXY_HEADER } from '@/lib/http/client';
import { isClosing } from '@/lib/http/write-and-close';
import { log } from '@/lib/log';
import { maskTokens } from '@/lib/redaction/mask-secrets';
import { singleton } from '@/lib/singleton';
import { clientAddress } from '@/lib/webhooks/adapters/client-address';
import { databaseWatch } from '../database/watch';
import { answerUnavailable } from './answer-unavailable';
import { limitBody, refuseLargeBody } from './limit-body';

/** Headers that are about one connection; the forwarded request uses another. */
const OF_CONNECTION = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
]);

/** Headers that tell Next which host was asked for; only a trusted proxy can know that. */
export const FORWARDING = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];

/**
 * Streams the request to the server behind the socket, and its answer back. Adds the client's address, masks tokens,
 * and drops forwarding headers without a trusted proxy; changes nothing else. When either side hangs up, the other
 * ends.
 */
export function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { socketPath, agent }: { socketPath: string; agent: Agent },
): void {
  if (isClosing(request) || refuseLargeBody(request, response)) return;
  const untrusted = env().TRUSTED_PROXY_HOPS === 0 ? FORWARDING : [];
  const kept = withoutConnection(
    request.rawHeaders,
    CLIENT_ADDRESS_HEADER,
    UNTRUSTED_PROXY_HEADER,
    ...untrusted,
  );
  // No page or route takes a token; masking keeps one sent by mistake out of logs, pages and payloads.
  const headers = kept.map(maskTokens);
  headers.push(CLIENT_ADDRESS_HEADER, addressOf(request));
  if (isForwardedUntrusted(request)) headers.push(UNTRUSTED_PROXY_HEADER, '1');
  if (request.headers['transfer-encoding'] !== undefined) headers.push('transfer-encoding', 'chunked');
  const onward = open({
    socketPath,
    agent,
    method: request.method ?? 'GET',
    path: maskTokens(request.url ?? '/'),
    headers,
  });
  const startedMs = performance.now();
  onward.on('response', async (answer) => {
    if (response.headersSent) return answer.destroy();
    answer.on('error', () => response.destroy());
    if (answer.statusCode === 500 && (await isDatabaseAway(startedMs))) {
      answer.resume();
      return answerUnavailable(request, response, 'database');
    }
    response.writeHead(answer.statusCode ?? 502, answer.statusMessage, withoutConnection(answer.rawHeaders));
    response.flushHeaders();
    answer.pipe(response);
  });
  let isRefused = false;
  onward.on('error', () => isRefused || answerUnavailable(request, response, 'pages'));
  onward.on('close', () => {
    // When the answer comes before the whole request, the rest of the request is read and dropped.
    request.unpipe(onward);
    request.resume();
  });
  response.on('close', () => onward.destroy());
  request.on('error', () => onward.destroy());
  request.pipe(onward);
  limitBody(request, response, () => {
    isRefused = true;
    request.unpipe(onward);
    onward.destroy();
  });
}

/** How long after the database's return a page may still meet connections that have ended. */
const AFTERMATH_MS = 2_000;

/** Whether the database is away, or was while the page was made, or shortly before. */
async function isDatabaseAway(sinceMs: number): Promise<boolean> {
  const watch = databaseWatch();
  return !(await watch.isThere()) || watch.wasAwaySince(sinceMs - AFTERMATH_MS);
}

function withoutConnection(raw: readonly string[], ...more: string[]): string[] {
  const kept: string[] = [];
  for (let index = 0; index < raw.length; index += 2) {
    const [name, value] = [raw[index]!, raw[index + 1]!];
    const lower = name.toLowerCase();
    if (!OF_CONNECTION.has(lower) && !more.includes(lower)) kept.push(name, value);
  }
  return kept;
}

/** The client's address. Next tells its routes no socket address; a client's own claim is overwritten. */
export function addressOf(request: IncomingMessage): string {
  return clientAddress(
    request.headers['x-forwarded-for']?.toString(),
    request.socket.remoteAddress ?? '',
    env().TRUSTED_PROXY_HOPS,
  );
}

/** Headers that only proxies send, never browsers. */
const SAID_BY_PROXIES = /^(?:x-forwarded-.*|forwarded|x-real-ip)$/;

/** Whether an unconfigured proxy stands in front; logs that once. */
export function isForwardedUntrusted({ headers }: IncomingMessage): boolean {
  if (env().TRUSTED_PROXY_HOPS > 0 || !Object.keys(headers).some((name) => SAID_BY_PROXIES.test(name)))
    return false;
  singleton('untrusted-proxy-warned', () => {
    log().warn(
      'requests come through a proxy, and TRUSTED_PROXY_HOPS is 0: all callers have one address. Set it to the number of proxies in front',
    );
    return true;
  });
  return true;
}
