import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import type { TestUser } from '@/prisma/factories/create-user';
import { postAsService } from './service';
import { channelUrl, TOKENS_PATH } from './tokens-page';

/** A token with calls of every outcome: accepted, refused for two reasons, failed. The newest is last. */
export async function tokenWithCalls(person: TestUser, baseURL: string | undefined) {
  const token = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const bot = await createBot(person, {
    handlerCode: "function handler() { throw new Error('no such build'); }",
  });
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  await postAsService(url, { text: 'Build 128 passed' });
  await postAsService(url, { text: 'Build 129 passed' });
  await postAsService(url, { text: 'Hi', nonsense: true });
  await postAsService(channelUrl(baseURL, 'nowhere-at-all', token.token), { text: 'Hi' });
  const failing = `${baseURL}/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
  const { headers } = await postAsService(failing, {});
  return { token, channel, url, path: `${TOKENS_PATH}/${token.id}`, lastId: headers['x-request-id'] ?? '' };
}

/** A new token with `count` calls, all accepted. */
export async function tokenWithAccepted(person: TestUser, baseURL: string | undefined, count: number) {
  const token = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const url = channelUrl(baseURL, channel.uniqueName, token.token);
  const send = (index: number) => postAsService(url, { text: `Call ${index}` });
  for (let sent = 0; sent < count; sent += 20) {
    await Promise.all(Array.from({ length: Math.min(20, count - sent) }, (_, index) => send(sent + index)));
  }
  return { token, url, path: `${TOKENS_PATH}/${token.id}` };
}
