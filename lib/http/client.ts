import 'server-only';
import { type DeviceOwner, knownDevice } from '@/lib/auth/session/known-device';
import { env } from '@/lib/env';
import { clientAddress } from '@/lib/webhooks/adapters/client-address';

/** The other end of a request, for session lists, slow-downs and the audit trail. */
export type Client = {
  sourceAddress: string;
  userAgent: string;
  /** The name of this browser, if that person has signed in with it before. */
  deviceFor?: (owner: DeviceOwner) => string | null;
};

/** The server overwrites this header with the address that it found: Next tells its routes no socket address. */
export const CLIENT_ADDRESS_HEADER = 'x-postern-client-address';

/**
 * The server sets this header when somebody forwards requests and TRUSTED_PROXY_HOPS is 0; all callers then have one
 * address.
 */
export const UNTRUSTED_PROXY_HEADER = 'x-postern-untrusted-proxy';

/** Both are empty strings when unknown. */
export function clientOf(headers: Headers): Client {
  const fromServer = headers.get(CLIENT_ADDRESS_HEADER);
  const forwarded = headers.get('x-forwarded-for') ?? undefined;
  return {
    sourceAddress: fromServer ?? clientAddress(forwarded, '', env().TRUSTED_PROXY_HOPS),
    userAgent: (headers.get('user-agent') ?? '').slice(0, 300),
    deviceFor: (owner) => knownDevice(headers, owner),
  };
}
