import 'server-only';
import { oidcProvider } from '@/lib/auth/next-auth/oidc-provider';
import { db } from '@/lib/db/prisma';
import type { SignInFacts } from './dto';

/** What the sign-in page shows; null on an empty installation. */
export async function signInFacts(): Promise<SignInFacts | null> {
  const organization = await db().organization.findFirst({ select: { name: true } });
  return organization && { organizationName: organization.name, oidcName: oidcProvider()?.name ?? null };
}
