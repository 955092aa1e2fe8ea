import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { insertExtension } from './rows/insert-extension';
import type { NewExtension } from './schema';

/** Creates an extension of the user, without code and unpublished; returns its number. */
export async function createExtension(
  user: SignedInUser,
  input: NewExtension,
): Promise<{ number: string; feedId: number }> {
  const { number, feedId } = await actAs(user, (tx) => insertExtension(tx, user.id, input));
  return { number: String(number), feedId };
}
