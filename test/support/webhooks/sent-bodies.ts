import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import { aBot, aChannel, aToken, aUser, historyOf, messagesOf, type Send } from './world';

export const FORM = 'application/x-www-form-urlencoded';
export const MESSAGE = '{"text":"Störung"}';
/** A row of a table of bodies. */
export type SentBody = [what: string, body: Uint8Array | string, headers: Record<string, string>];

/** Somebody who sends bodies byte by byte to a channel, or to a bot that takes anything, and reads what became of them. */
export async function aSender(send: Send) {
  const user = await aUser();
  const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
  const key = `zapikey=${token.token}`;
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?${key}`;
  const incoming = `/api/v2/bots/${bot.uniqueName}/incoming?${key}`;
  const post = (body: Uint8Array | string, headers: Record<string, string> = {}, to = url) =>
    send(to, { method: 'POST', body: Buffer.from(body), headers });
  const textsIn = async (feedId: number) =>
    (await messagesOf(feedId)).map(({ content }) => JSON.parse(content).text as unknown);
  const texts = () => textsIn(channel.feedId);
  const notes = async () => readRequestRecord((await historyOf(token.id))[0]!.request as string).notes ?? [];
  return { token, channel, bot, key, url, incoming, post, texts, textsIn, notes };
}
