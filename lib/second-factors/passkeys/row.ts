import 'server-only';
import type { PasskeyRow } from '../dto';

/** The columns of a passkey that its owner sees. */
export const passkeySelect = {
  id: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
  synced: true,
} as const;

type Row = { id: string; name: string; createdAt: Date; lastUsedAt: Date | null; synced: boolean };

export function toPasskeyRow({ createdAt, lastUsedAt, ...rest }: Row): PasskeyRow {
  return { ...rest, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null };
}
