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

/** They are about one connection, and there are two. */
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

/** What Next would believe about the host asked for, which only a proxy of ours can know. */
export const FORWARDING = ['forwarded', 'x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];

/**
 * Has the request answered by the server behind the socket, both ways streamed: its client's address is added, tokens that
 * are no business of a page are masked, what it says of forwarding without a trusted proxy is left out, nothing else is changed. Either side hanging up ends the other.
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
  // No page or route takes a token; whoever sends one by mistake gets it into no log, page or payload.
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
    // The answer may have come before the whole request: the rest of it is read and dropped.
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

/** So long after the database is back, whoever renders may still find connections that have ended. */
const AFTERMATH_MS = 2_000;

/** Whether it is away, or was while the page was being made, or shortly before. */
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

/** Next tells its routes no socket address; whatever a client claims here is overwritten. */
export function addressOf(request: IncomingMessage): string {
  return clientAddress(
    request.headers['x-forwarded-for']?.toString(),
    request.socket.remoteAddress ?? '',
    env().TRUSTED_PROXY_HOPS,
  );
}

/** Browsers say none of these by themselves. */
const SAID_BY_PROXIES = ['x-forwarded-for', 'forwarded', 'x-real-ip'];

/** Whether a proxy stands in front that no setting tells of; the log is told once. */
function isForwardedUntrusted({ headers }: IncomingMessage): boolean {
  if (env().TRUSTED_PROXY_HOPS > 0 || !SAID_BY_PROXIES.some((name) => headers[name] !== undefined))
    return false;
  singleton('untrusted-proxy-warned', () => {
    log().warn(
      'requests come through a proxy, and TRUSTED_PROXY_HOPS is 0: all callers have one address. Set it to the number of proxies in front',
    );
    return true;
  });
  return true;
}
