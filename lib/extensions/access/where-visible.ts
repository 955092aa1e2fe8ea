import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Prisma } from '@/lib/db/generated/client';

/** Extensions that the user may see: published ones, and their own. */
export function visibleTo(user: SignedInUser): Prisma.ExtensionWhereInput {
  return { OR: [{ publishedVersion: { not: null } }, { ownerId: user.id }] };
}
