import type { SignedInUser } from '@/lib/auth/principals';
import { createChannel } from '@/prisma/factories/create-channel';
import { unique } from '@/prisma/factories/unique';

/** A channel whose name the test knows, since titles and notifications contain it. */
export function named(
  creator: SignedInUser,
  word: string,
  options: Omit<NonNullable<Parameters<typeof createChannel>[1]>, 'name'> = {},
) {
  return createChannel(creator, { ...options, name: unique(word) });
}
