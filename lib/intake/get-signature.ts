import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { customSchemeSchema } from '@/lib/signatures/custom-scheme';
import { SCHEMES } from '@/lib/signatures/schemes';
import { requireManagedTarget } from '@/lib/understanding/require-managed-target';
import type { ShownSignature } from './dto';

/** @throws {AppError} `not_found` unless the user manages the channel, bot or extension with this feed. */
export async function getSignature(user: SignedInUser, feedId: number): Promise<ShownSignature> {
  await requireManagedTarget(user, feedId);
  const intake = await db().intake.findUnique({
    where: { feedId },
    select: {
      scheme: true,
      signatureMode: true,
      customScheme: true,
      secrets: { select: { id: true, createdAt: true }, orderBy: { createdAt: 'asc' } },
    },
  });
  const scheme = SCHEMES.find(({ name }) => name === intake?.scheme)?.name ?? null;
  return {
    scheme,
    mode: intake?.signatureMode ?? 'OFF',
    custom: intake?.customScheme ? customSchemeSchema.parse(JSON.parse(intake.customScheme)) : null,
    secrets: (intake?.secrets ?? []).map(({ id, createdAt }) => ({ id, addedAt: createdAt.toISOString() })),
  };
}
