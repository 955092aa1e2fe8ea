import 'server-only';

/**
 * The client's address. Each trusted proxy appends the address it was called from to `X-Forwarded-For`, so
 * with `hops` proxies the client stands that far from the right; everything left of it anyone may have made up.
 * Without proxies, or with fewer entries than proxies, it is the socket's own.
 */
export function clientAddress(forwardedFor: string | undefined, socketAddress: string, hops: number): string {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const address = hops > 0 && entries.length >= hops ? entries[entries.length - hops] : '';
  return (address || socketAddress).replace(/^::ffff:(?=\d+\.)/, '').slice(0, 64);
}
