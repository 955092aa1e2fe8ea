import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';

/** The installation's name. */
export async function workspaceName(_user: SignedInUser): Promise<string> {
  const organization = await db().organization.findFirst({ select: { name: true } });
  return organization?.name ?? 'Postern';
}
