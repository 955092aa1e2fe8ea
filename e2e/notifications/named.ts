import type { SignedInUser } from '@/lib/auth/principals';
import { createChannel } from '@/prisma/factories/create-channel';
import { unique } from '@/prisma/factories/unique';

/** A channel of a name that the test knows: titles and notifications say it. */
export function named(
  creator: SignedInUser,
  word: string,
  options: Omit<NonNullable<Parameters<typeof createChannel>[1]>, 'name'> = {},
) {
  return createChannel(creator, { ...options, name: unique(word) });
}
