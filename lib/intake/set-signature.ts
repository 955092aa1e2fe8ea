import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { requireManagedTarget } from '@/lib/understanding/require-managed-target';
import { changeIntake } from './change-intake';
import { openIntakeSecrets, sealIntakeSecret } from './intake-secret';
import { requireFittingSecrets } from './require-fitting-secrets';
import type { SignatureSettings } from './schema';

/**
 * Sets how calls of a target must be signed, from the next call on, in every process. Secrets are encrypted and never
 * shown again.
 * @throws {AppError} `not_found` unless the user manages the feed; `invalid_input`; `conflict` when a secret to be
 * kept is gone.
 */
export async function setSignature(
  user: SignedInUser,
  feedId: number,
  settings: SignatureSettings,
): Promise<void> {
  const { kind, id, name } = await requireManagedTarget(user, feedId);
  const { scheme, mode, custom } = settings;
  const customScheme = custom && JSON.stringify(custom);
  await actAs(user, async (tx) => {
    const { keep, add } = settings;
    const secrets = scheme === null ? 0 : keep.length + add.length;
    await recordEvent(tx, user, 'intake.set_signature', id, {
      kind,
      name,
      scheme: scheme ?? 'none',
      mode,
      secrets: String(secrets),
      added: String(add.length),
    });
    await changeIntake(tx, feedId, async () => {
      await tx.intake.update({
        where: { feedId },
        data: { scheme, signatureMode: mode, customScheme },
        select: { feedId: true },
      });
      await replaceSecrets(tx, feedId, settings);
    });
  });
}

const SLOTS = [1, 2];

async function replaceSecrets(tx: Transaction, feedId: number, settings: SignatureSettings): Promise<void> {
  const { scheme, add } = settings;
  const keep = scheme === null ? [] : settings.keep;
  await tx.intakeSecret.deleteMany({ where: { feedId, id: { notIn: keep } } });
  const kept = await tx.intakeSecret.findMany({
    where: { feedId },
    select: { id: true, slot: true, feedId: true, ciphertext: true, keyVersion: true },
  });
  if (kept.length !== keep.length) {
    throw new AppError('conflict', 'The secrets were changed meanwhile; load the page again.');
  }
  if (scheme === null) return;
  requireFittingSecrets(settings, [...openIntakeSecrets(kept), ...add]);
  const free = SLOTS.filter((slot) => kept.every((secret) => secret.slot !== slot));
  for (const [place, secret] of add.entries()) {
    const row = { id: timeOrderedId(), feedId };
    const slot = free[place]!;
    await tx.intakeSecret.create({
      data: { ...row, slot, ...sealIntakeSecret(secret, row) },
      select: { id: true },
    });
  }
}
