import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import type { RecordedCall } from '@/lib/handlers/recorded/dto';
import { listRecordedCalls } from '@/lib/handlers/recorded/list-recorded-calls';
import { requireOwnExtension } from './access/require-own-extension';
import { appIdOf } from './app-key/ids';

/**
 * The last calls of the user's own tokens that reached the extension, sandbox and marketplace.
 * @throws {AppError} `not_found` unless the extension is the user's own.
 */
export async function listExtensionCalls(user: SteppedUpUser, number: bigint): Promise<RecordedCall[]> {
  await requireOwnExtension(user, number);
  const targets = [appIdOf(number, 'sandbox'), appIdOf(number, 'marketplace')];
  return listRecordedCalls(user, 'application_incoming', targets);
}
