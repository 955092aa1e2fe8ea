import 'server-only';
import { isIP } from 'node:net';

/**
 * The client's address. Each trusted proxy appends the address that called it to `X-Forwarded-For`, so the client is
 * entry `hops` from the right; anyone may have invented the entries left of it. Without proxies, with too few
 * entries, or where the entry is no address, the socket's own address counts.
 */
export function clientAddress(forwardedFor: string | undefined, socketAddress: string, hops: number): string {
  const entries = (forwardedFor ?? '').split(',');
  const entry = hops > 0 && entries.length >= hops ? addressIn(entries[entries.length - hops] ?? '') : '';
  return (entry || socketAddress).replace(/^::ffff:(?=\d+\.)/i, '').slice(0, 64);
}

/**
 * The address in an entry, without the port, brackets or quotes that some proxies add; empty when the rest is no
 * address.
 */
function addressIn(entry: string): string {
  const text = entry.trim().replace(/^"(.*)"$/, '$1');
  const address =
    /^\[([^\]]*)\](?::\d{1,5})?$/.exec(text)?.[1] ?? /^(\d+(?:\.\d+){3}):\d{1,5}$/.exec(text)?.[1] ?? text;
  return isIP(address) ? address : '';
}
