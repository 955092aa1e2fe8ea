import { sessionCookie } from '@/lib/auth/session/cookie';
import { createSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { HANDLER } from './payloads';

/** One token and what it posts into; `path` is path and query of the call. */
export type Place = { tokenId: string; path: string };

export type World = {
  owner: TestUser;
  token: { id: string; token: string; name: string };
  channel: Place & { feedId: number; uniqueName: string; name: string };
  /** The owner's, as a browser sends it. */
  cookie: string;
};

/** Makes what every scenario needs: a person who is signed in, a token and a channel. */
export async function createWorld(): Promise<World> {
  const owner = await createUser({ role: 'ADMINISTRATOR' });
  const token = await createToken(owner, { name: 'Build server' });
  const name = 'Builds';
  const { uniqueName, feedId } = await createChannel(owner, { name });
  const session = await createSession(owner.id, { sourceAddress: '127.0.0.1', userAgent: 'npm run bench' });
  const [cookie = ''] = (await sessionCookie(session)).split(';');
  const path = `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token.token}`;
  return { owner, token, channel: { tokenId: token.id, feedId, path, uniqueName, name }, cookie };
}

/** A bot that its maker reads, without a handler and with one. */
export async function createBots({ owner, token }: World): Promise<{ plain: Place; handled: Place }> {
  const placeOf = ({ uniqueName }: { uniqueName: string }): Place => ({
    tokenId: token.id,
    path: `/api/v2/bots/${uniqueName}/incoming?zapikey=${token.token}`,
  });
  return {
    plain: placeOf(await createBot(owner)),
    handled: placeOf(await createBot(owner, { handlerCode: HANDLER })),
  };
}

/** So many people with a token and a channel each. */
export function createPlaces(count: number): Promise<Place[]> {
  return made(count, async () => {
    const person = await createUser();
    const { uniqueName } = await createChannel(person);
    const { id, token } = await createToken(person);
    return { tokenId: id, path: `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token}` };
  });
}

export type Mix = { tokenIds: string[]; paths: string[] };

const MIX = { people: 100, tokensEach: 5, channels: 50, channelsPerToken: 10 };

/**
 * 500 tokens that post into 50 channels, each token into ten of them, in an order that repeats late.
 * Neighbours in `paths` belong to different tokens.
 */
export async function createMix({ owner }: World): Promise<Mix> {
  const channels = await made(MIX.channels, () => createChannel(owner));
  const tokens = await made(MIX.people, async () => {
    const person = await createUser();
    await db().feedMember.createMany({ data: channels.map(({ feedId }) => ({ feedId, userId: person.id })) });
    return made(MIX.tokensEach, () => createToken(person));
  });
  const all = tokens.flat();
  const paths = Array.from({ length: all.length * MIX.channelsPerToken }, (_, n) => {
    const token = all[n % all.length]!;
    const { uniqueName } = channels[(n * 13 + Math.floor(n / all.length)) % channels.length]!;
    return `/api/v2/channelsbyname/${uniqueName}/message?zapikey=${token.token}`;
  });
  return { tokenIds: all.map(({ id }) => id), paths };
}

/** Makes one thing after another, since each takes locks. */
async function made<T>(count: number, make: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < count; n++) all.push(await make());
  return all;
}
