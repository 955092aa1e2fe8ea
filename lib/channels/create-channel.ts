import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { insertChannel } from './rows/insert-channel';
import type { NewChannel } from './schema';

/** Creates a channel with the user as its first member; returns its ids and its unique name. */
export function createChannel(
  user: SignedInUser,
  input: NewChannel,
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  return actAs(user, (tx) => insertChannel(tx, user.id, input));
}
