import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { AppError } from '@/lib/errors';
import { forgetFailures } from '@/lib/handlers/failures/read-failures';
import { lockOwnExtension } from './access/lock-own-extension';

/**
 * Publish: copies the sandbox's code to a new version, which the marketplace URL runs from now on. Versions count
 * from 1 and never change.
 * @throws {AppError} `conflict` when the published version has the same code, `not_found`.
 */
export async function publishExtension(
  user: SignedInUser,
  number: bigint,
  { note }: { note: string },
): Promise<{ version: number }> {
  return actAs(user, async (tx) => {
    const extension = await lockOwnExtension(tx, user, number);
    const latest = await tx.extensionVersion.findFirst({
      where: { extensionNumber: number },
      orderBy: { version: 'desc' },
      select: { version: true },
    });
    const published = await tx.extensionVersion.findFirst({
      where: { extensionNumber: number, version: extension.publishedVersion ?? 0 },
      select: { version: true, code: true },
    });
    if (published && published.code === extension.sandboxCode) {
      throw new AppError(
        'conflict',
        `Version ${published.version} is published and has the same code. Save a change first.`,
      );
    }
    const version = (latest?.version ?? 0) + 1;
    await tx.extensionVersion.create({
      data: { extensionNumber: number, version, code: extension.sandboxCode, note, publishedById: user.id },
      select: { version: true },
    });
    await tx.extension.update({
      where: { number },
      data: { publishedVersion: version },
      select: { number: true },
    });
    await forgetFailures(tx, extension.feedId, 'marketplace');
    const detail = { name: extension.name, version: String(version) };
    await recordEvent(tx, user, 'extension.publish', String(number), detail);
    return { version };
  });
}
