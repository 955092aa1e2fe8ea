import 'server-only';
import { open, type Sealed, seal } from '@/lib/crypto/secret-box';

type Owned = { id: string; userId: string };

/** Encrypts a whole token for Copy, bound to its row and owner. */
export function sealToken(token: string, { id, userId }: Owned): Sealed {
  return seal(token, context(id, userId));
}

/** @throws when the row was tampered with or its key is gone. */
export function openToken(row: Owned & { ciphertext: Uint8Array; keyVersion: number }): string {
  return open(row.ciphertext, row.keyVersion, context(row.id, row.userId));
}

function context(id: string, userId: string) {
  return `webhook-token|${id}|${userId}`;
}
