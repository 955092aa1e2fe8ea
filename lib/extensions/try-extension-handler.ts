import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { TestRun } from '@/lib/handlers/dto';
import type { HandlerTest } from '@/lib/handlers/schema';
import { tryHandler } from '@/lib/handlers/try-handler';
import { requireOwnExtension } from './access/require-own-extension';

/**
 * Runs code, saved or not, as the extension's sandbox with a sample request; nothing is stored or sent.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function tryExtensionHandler(
  user: SignedInUser,
  number: bigint,
  test: HandlerTest,
): Promise<TestRun> {
  const { feedId } = await requireOwnExtension(user, number);
  return tryHandler(user, test, { feedId, ownerId: user.id, botName: null, environment: 'sandbox' });
}
