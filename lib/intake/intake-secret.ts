import 'server-only';
import { open, type Sealed, seal } from '@/lib/crypto/secret-box';

type Owned = { id: string; feedId: number };

/** Encrypts a signing secret of a target, bound to its row. */
export function sealIntakeSecret(secret: string, row: Owned): Sealed {
  return seal(secret, context(row));
}

type Stored = Owned & { ciphertext: Uint8Array; keyVersion: number };

/** @throws when the row was tampered with or its key is gone. */
export function openIntakeSecret(row: Stored): string {
  return open(row.ciphertext, row.keyVersion, context(row));
}

/** Those of the secrets that open. */
export function openIntakeSecrets(rows: readonly Stored[]): string[] {
  return rows.flatMap((row) => {
    try {
      return [openIntakeSecret(row)];
    } catch {
      return [];
    }
  });
}

const context = ({ id, feedId }: Owned) => `intake-secret|${feedId}|${id}`;
