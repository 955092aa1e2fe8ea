import 'server-only';
import { oidcProvider } from '@/lib/auth/next-auth/oidc-provider';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { methodsOf } from '@/lib/second-factors/methods';
import type { StepUpFacts } from './dto';
import { openStepUp } from './open-step-up';
import { firstEnrolmentOpen } from './step-up-policy';

/** The state of this session at the gate, and the ways to pass it. */
export async function stepUpFacts(user: SignedInUser): Promise<StepUpFacts> {
  const given = openStepUp(user);
  const withPassword = { id: user.id, passwordHash: { not: null } };
  // With neither, the provider's sign-in would lead to the password.
  const elsewhere = { id: user.id, OR: [{ oidcSubject: { not: null } }, { emailProven: true }] };
  return {
    endsAt: given?.endsAt ?? null,
    remainingMs: given?.remainingMs ?? 0,
    methods: await methodsOf(user.id),
    firstEnrolmentOpen: firstEnrolmentOpen(user.session.authenticatedAt, user.at),
    signIn: {
      hasPassword: (await db().user.count({ where: withPassword })) > 0,
      oidcName: (await db().user.count({ where: elsewhere })) > 0 ? (oidcProvider()?.name ?? null) : null,
    },
  };
}
