import 'server-only';
import type { IncomingHttpHeaders } from 'node:http';
import { env } from '@/lib/env';

/** Names of this machine for itself; when PUBLIC_URL has one of them, the others are allowed, too. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a `Host` (a name, with the port unless it is the usual one) is that of PUBLIC_URL. */
export function isOwnHost(host: string): boolean {
  return ownHosts().includes(host.toLowerCase());
}

/** Whether an `Origin` is that of PUBLIC_URL. */
export function isOwnOrigin(origin: string): boolean {
  const { protocol } = env().publicUrl;
  return origin.startsWith(`${protocol}//`) && isOwnHost(origin.slice(protocol.length + 2));
}

function ownHosts(): string[] {
  const { publicUrl, PORT } = env();
  const names = LOOPBACK.includes(publicUrl.hostname) ? LOOPBACK : [publicUrl.hostname];
  const usual = publicUrl.protocol === 'https:' ? '443' : '80';
  const port = publicUrl.port || usual;
  // A tunnel may lead here from another port of the same machine.
  const ports = names === LOOPBACK ? [port, String(PORT)] : [port];
  return names.flatMap((name) => [
    ...ports.map((each) => `${name}:${each}`),
    ...(ports.includes(usual) ? [name] : []),
  ]);
}

/**
 * The host that a request is for: what a trusted proxy says its client asked for, else the request's own. Without
 * such a proxy, anybody may have made up the forwarding headers.
 */
export function hostOf(headers: IncomingHttpHeaders): string {
  const hops = env().TRUSTED_PROXY_HOPS;
  const forwardedHost = headers['x-forwarded-host'];
  if (hops === 0 || forwardedHost === undefined) return headers.host ?? '';
  const entries = String(forwardedHost).split(',');
  return (entries[Math.max(0, entries.length - hops)] ?? '').trim();
}
