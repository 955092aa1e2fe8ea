import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { SecurityOverview } from './dto';
import { passkeySelect, toPasskeyRow } from './passkeys/row';

/** All of a person's methods, passkeys oldest first. */
export async function securityOverview(user: SteppedUpUser): Promise<SecurityOverview> {
  const [passkeys, app, left] = await Promise.all([
    db().passkey.findMany({ where: { userId: user.id }, select: passkeySelect, orderBy: { id: 'asc' } }),
    db().totpSecret.findFirst({
      where: { userId: user.id, confirmedAt: { not: null } },
      select: { confirmedAt: true },
    }),
    db().recoveryCode.count({ where: { userId: user.id, usedAt: null } }),
  ]);
  return {
    passkeys: passkeys.map(toPasskeyRow),
    authenticatorApp: app?.confirmedAt ? { addedAt: app.confirmedAt.toISOString() } : null,
    recoveryCodes: { left },
  };
}
