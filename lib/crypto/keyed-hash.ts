import 'server-only';
import { createHmac } from 'node:crypto';
import { secrets } from '@/lib/secrets';

/** HMAC-SHA-256 under the pepper: the form in which the database keeps a secret that must be looked up. */
export function keyedHash(secret: string): Buffer<ArrayBuffer> {
  return createHmac('sha256', secrets().tokenPepper).update(secret).digest();
}
