import 'server-only';
import type { TokenRow } from '../dto';

/** The columns of a token for lists: no hash, no ciphertext. */
export const tokenRowSelect = {
  id: true,
  name: true,
  publicId: true,
  enabled: true,
  invocations: true,
  refusals: true,
  lastInvokedAt: true,
  lastRefusedAt: true,
  createdAt: true,
} as const;

type Changed = 'invocations' | 'refusals' | 'lastInvokedAt' | 'lastRefusedAt' | 'createdAt';

type Selected = Omit<TokenRow, Changed> & {
  invocations: bigint;
  refusals: bigint;
  lastInvokedAt: Date | null;
  lastRefusedAt: Date | null;
  createdAt: Date;
};

export function toTokenRow(token: Selected): TokenRow {
  return {
    ...token,
    invocations: Number(token.invocations),
    refusals: Number(token.refusals),
    lastInvokedAt: token.lastInvokedAt?.toISOString() ?? null,
    lastRefusedAt: token.lastRefusedAt?.toISOString() ?? null,
    createdAt: token.createdAt.toISOString(),
  };
}
