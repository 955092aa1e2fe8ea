import 'server-only';
import { db, type Transaction } from '@/lib/db/prisma';

/** The number of a person's methods. */
export type Methods = { passkeys: number; authenticatorApp: boolean; recoveryCodes: number };

/** Reads the person's methods: unused recovery codes, and an authenticator app only once it is confirmed. */
export async function methodsOf(userId: string, tx: Transaction = db()): Promise<Methods> {
  const passkeys = await tx.passkey.count({ where: { userId } });
  const apps = await tx.totpSecret.count({ where: { userId, confirmedAt: { not: null } } });
  const recoveryCodes = await tx.recoveryCode.count({ where: { userId, usedAt: null } });
  return { passkeys, authenticatorApp: apps > 0, recoveryCodes };
}

export function hasAnyMethod(methods: Methods): boolean {
  return hasLastingMethod(methods) || methods.recoveryCodes > 0;
}

/** Whether there is a passkey or an app. Recovery codes only help to get back to one. */
export function hasLastingMethod({ passkeys, authenticatorApp }: Omit<Methods, 'recoveryCodes'>): boolean {
  return passkeys > 0 || authenticatorApp;
}
