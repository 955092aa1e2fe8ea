import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';

const PEOPLE = 5;
const TOKENS_EACH = 4;
const CHANNELS = 6;
const BOTS = 7;

/** Everybody is a member of every channel and subscribed to every bot. */
export type Population = {
  users: { id: string }[];
  tokens: { id: string; token: string }[];
  channels: { feedId: number; uniqueName: string }[];
  bots: { feedId: number; uniqueName: string }[];
};

export async function populate(): Promise<Population> {
  const users = await inOrder(PEOPLE, () => createUser());
  const owner = users[0];
  if (!owner) throw new Error('There is nobody.');
  const made = await inOrder(PEOPLE * TOKENS_EACH, (n) => createToken(users[n % PEOPLE] ?? owner));
  const channels = await inOrder(CHANNELS, () => createChannel(owner, { members: users.slice(1) }));
  const bots = await inOrder(BOTS, () => createBot(owner, { subscribers: users }));
  return {
    users: users.map(({ id }) => ({ id })),
    tokens: made.map(({ id, token }) => ({ id, token })),
    channels: channels.map(({ feedId, uniqueName }) => ({ feedId, uniqueName })),
    bots: bots.map(({ feedId, uniqueName }) => ({ feedId, uniqueName })),
  };
}

async function inOrder<T>(count: number, make: (n: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let n = 0; n < count; n++) made.push(await make(n));
  return made;
}
