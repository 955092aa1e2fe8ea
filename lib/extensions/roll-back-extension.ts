import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { forgetFailures } from '@/lib/handlers/failures/read-failures';
import { lockOwnExtension } from './access/lock-own-extension';

/**
 * Publishes an earlier (or later) version again; the marketplace URL runs it from now on. The code being edited
 * stays. No effect for the version that is published.
 * @throws {AppError} `not_found` for the extension or the version.
 */
export async function rollBackExtension(
  user: SignedInUser,
  number: bigint,
  { version }: { version: number },
): Promise<void> {
  await actAs(user, async (tx) => {
    const { feedId, name, publishedVersion } = await lockOwnExtension(tx, user, number);
    const versions = await tx.extensionVersion.count({ where: { extensionNumber: number, version } });
    if (versions === 0) throw notFound('version');
    if (version === publishedVersion) return;
    await tx.extension.update({
      where: { number },
      data: { publishedVersion: version },
      select: { number: true },
    });
    await forgetFailures(tx, feedId, 'marketplace');
    const from = publishedVersion === null ? null : String(publishedVersion);
    const detail = { name, version: { from, to: String(version) } };
    await recordEvent(tx, user, 'extension.roll_back', String(number), detail);
  });
}
