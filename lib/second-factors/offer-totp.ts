import 'server-only';
import QRCode from 'qrcode';
import type { SignedInUser } from '@/lib/auth/principals';
import { seal } from '@/lib/crypto/secret-box';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { newTotpSecret, totpContext, totpUri } from './codes/totp';
import type { TotpOffer } from './dto';
import { requireEnrolment } from './require-enrolment';

/**
 * Makes a secret for an authenticator app. It has no effect until a code of it is confirmed; a new offer replaces an
 * unconfirmed one.
 * @throws {AppError} like requireEnrolment; `conflict` when the person has an app already.
 */
export async function offerTotp(user: SignedInUser): Promise<TotpOffer> {
  const secret = newTotpSecret();
  await db().$transaction(async (tx) => {
    await requireEnrolment(tx, user);
    await tx.totpSecret.deleteMany({ where: { userId: user.id, confirmedAt: null } });
    if ((await tx.totpSecret.count({ where: { userId: user.id } })) > 0) {
      throw new AppError('conflict', 'You have an authenticator app already. Remove it to set up another.');
    }
    await tx.totpSecret.create({
      data: { userId: user.id, ...seal(secret, totpContext(user.id)) },
      select: { userId: true },
    });
  });
  const uri = totpUri(secret, user.email);
  return { secret, uri, qr: qrOf(uri) };
}

function qrOf(text: string): TotpOffer['qr'] {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' });
  const { size, data } = modules;
  const dark = Array.from(data.keys()).filter((index) => data[index]);
  return { size, path: dark.map((index) => `M${index % size} ${Math.floor(index / size)}h1v1h-1z`).join('') };
}
