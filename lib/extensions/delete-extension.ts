import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { deleteFeed } from '@/lib/storage/delete-feed';
import { requireOwnExtension } from './access/require-own-extension';

/**
 * Deletes an extension with its feed, versions, installations and messages for good; calls to its endpoints get
 * `application_not_found` from now on.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function deleteExtension(user: SignedInUser, number: bigint): Promise<void> {
  const { feedId, name } = await requireOwnExtension(user, number);
  const deletion = { action: 'extension.delete', subjectId: String(number), detail: { name } } as const;
  if (!(await deleteFeed(user, feedId, deletion))) throw notFound('extension');
}
