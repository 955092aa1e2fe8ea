import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { insertBot } from './insert-bot';
import type { NewBot } from './schema';

/** Creates a bot with the user as its first subscriber and returns how it is addressed. */
export function createBot(
  user: SignedInUser,
  input: NewBot,
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  return db().$transaction((tx) => insertBot(tx, user.id, input));
}
