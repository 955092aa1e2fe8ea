import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { exitFeed } from '@/lib/channels/rows/exit-feed';
import { requireVisibleExtension } from './access/require-visible-extension';

/**
 * Uninstalls an extension; its messages no longer reach the user. No effect without an installation.
 * @throws {AppError} `not_found` also for somebody else's extension before its first Publish.
 */
export async function uninstallExtension(user: SignedInUser, number: bigint): Promise<void> {
  const { feedId, name } = await requireVisibleExtension(user, number);
  const entry = { action: 'extension.uninstall', subjectId: String(number), detail: { name } } as const;
  await exitFeed(user, { feedId, userId: user.id }, entry);
}
