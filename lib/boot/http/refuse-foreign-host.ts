import 'server-only';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { hostOf, isOwnHost } from '@/lib/http/own-host';
import { SECURITY_HEADERS } from '@/lib/http/security-headers';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { isWebhookUrl } from '@/lib/webhooks/adapters/node';

const WARN_EVERY_MS = 60_000;

/**
 * Answers 421 for pages and routes under any host but PUBLIC_URL's: a foreign site whose name was made to lead here
 * (DNS rebinding) would share our origin. Services reach the webhooks under any name; no cookie counts there.
 */
export function refuseForeignHost(request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? '/';
  if (isWebhook(url) || namedHosts(request, url).every(isOwnHost)) return false;
  warn(hostOf(request.headers));
  const refusal = misdirected();
  const isRoute = /^(?:https?:\/\/[^/]*)?\/api(?:\/|$)/i.test(url);
  const body = isRoute ? problemOf(refusal) : `${refusal.message}\n`;
  response.writeHead(refusal.status, {
    ...SECURITY_HEADERS,
    'Content-Type': isRoute ? 'application/problem+json' : 'text/plain; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
  return true;
}

/** A path that means the same however it is read, as nearly all are. */
const PLAIN_WEBHOOK_PATH = /^\/api\/v[23]\/[\w/-]*(?:\?|$)/;

/** Checks the path again with its dot segments resolved, as Next resolves them. */
function isWebhook(url: string): boolean {
  if (PLAIN_WEBHOOK_PATH.test(url)) return true;
  if (!isWebhookUrl(url)) return false;
  try {
    // Two slashes at the beginning would make a host of what follows.
    const path = url.replaceAll('\\', '/').replace(/^\/+/, '/');
    return isWebhookUrl(new URL(path, 'http://postern.invalid').pathname);
  } catch {
    return true;
  }
}

/** Every host that a request names: a repeated header, or another host in the request's target, is a trick. */
function namedHosts(request: IncomingMessage, url: string): string[] {
  const target = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(url)?.[1];
  const { rawHeaders, headers } = request;
  const repeated = rawHeaders.filter(
    (_, index) => rawHeaders[index - 1]?.toLowerCase() === 'host' && index % 2,
  );
  const isForwarded = env().TRUSTED_PROXY_HOPS > 0 && headers['x-forwarded-host'] !== undefined;
  return [...(isForwarded ? [] : repeated), ...(target === undefined ? [] : [target]), hostOf(headers)];
}

function misdirected(): AppError {
  const { origin } = env().publicUrl;
  return new AppError(
    'misdirected_request',
    `Postern is set up for ${origin}; open it there. If this address is meant, set PUBLIC_URL to it and start again. A reverse proxy has to pass the Host header on (nginx: proxy_set_header Host $http_host).`,
  );
}

function problemOf({ code, message, status }: AppError): string {
  return JSON.stringify({ type: 'about:blank', title: message, status, code, requestId: randomUUID() });
}

function warn(host: string) {
  const last = singleton('foreign-host-warned', () => ({ ms: Number.NEGATIVE_INFINITY }));
  if (performance.now() - last.ms < WARN_EVERY_MS) return;
  last.ms = performance.now();
  const publicUrl = env().publicUrl.origin;
  log().warn({ host: host.slice(0, 255), publicUrl }, 'refused: a page was asked for under another name');
}
