import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { enterFeed } from '@/lib/channels/rows/enter-feed';
import { requireVisibleExtension } from './access/require-visible-extension';

/**
 * Installs an extension: messages to everybody from its published version reach the user from now on.
 * @throws {AppError} `not_found` also for somebody else's extension before its first Publish.
 */
export async function installExtension(user: SignedInUser, number: bigint): Promise<void> {
  const { feedId, name } = await requireVisibleExtension(user, number);
  const entry = { action: 'extension.install', subjectId: String(number), detail: { name } } as const;
  await enterFeed(user, { feedId, userId: user.id }, entry);
}
