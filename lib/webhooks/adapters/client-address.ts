import 'server-only';
import { isIP } from 'node:net';

/**
 * The client's address. Each trusted proxy appends the address it was called from to `X-Forwarded-For`, so
 * with `hops` proxies the client stands that far from the right; everything left of it anyone may have made up.
 * Without proxies, with fewer entries than proxies, or where no address stands there, it is the socket's own.
 */
export function clientAddress(forwardedFor: string | undefined, socketAddress: string, hops: number): string {
  const entries = (forwardedFor ?? '').split(',');
  const entry = hops > 0 && entries.length >= hops ? addressIn(entries[entries.length - hops] ?? '') : '';
  return (entry || socketAddress).replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
}

/** Some proxies add the port, and to IPv6 brackets for it, or quotes; empty when it is no address then. */
function addressIn(entry: string): string {
  const text = entry.trim().replace(/^"(.*)"$/, '$1');
  const address =
    /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d{1,5}$/.exec(text)?.[1] ?? text;
  return isIP(address) ? address : '';
}
