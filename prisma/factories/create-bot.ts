import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { createBot as create } from '@/lib/bots/create-bot';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { type NewBot, newBot } from '@/lib/bots/schema';
import { subscribeBot } from '@/lib/bots/subscribe-bot';
import { unique } from './unique';

type Input = Partial<NewBot> & { handlerCode?: string; subscribers?: readonly SignedInUser[] };

/** Makes a bot, with its incoming handler when code is given, and subscribes the given people. */
export async function createBot(
  creator: SignedInUser,
  { handlerCode, subscribers = [], ...input }: Input = {},
): Promise<{ id: string; feedId: number; uniqueName: string }> {
  const bot = await create(creator, newBot.parse({ name: unique('Bot'), ...input }));
  if (handlerCode !== undefined) await saveBotHandler(creator, bot.uniqueName, handlerCode);
  for (const subscriber of subscribers) await subscribeBot(subscriber, bot.uniqueName);
  return bot;
}
