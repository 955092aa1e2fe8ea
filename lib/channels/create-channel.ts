import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { insertChannel } from './insert-channel';
import type { NewChannel } from './schema';

/** Creates a channel with the user as its first member and returns how it is addressed. */
export function createChannel(
  user: SignedInUser,
  input: NewChannel,
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  // Creations queue for the naming lock; the default patience of two seconds is for transactions that do not wait.
  return db().$transaction((tx) => insertChannel(tx, user.id, input), { maxWait: 10_000, timeout: 15_000 });
}
