import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { insertExtension } from './rows/insert-extension';
import type { NewExtension } from './schema';

/** Creates an extension of the user, without code and unpublished; returns its number. */
export async function createExtension(
  user: SignedInUser,
  input: NewExtension,
): Promise<{ number: string; feedId: number }> {
  return actAs(user, async (tx) => {
    const { number, feedId } = await insertExtension(tx, user.id, input);
    await recordEvent(tx, user, 'extension.create', String(number), { name: input.name });
    return { number: String(number), feedId };
  });
}
