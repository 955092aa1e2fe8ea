import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { postAsBot } from '@/lib/feeds/post-as-bot';
import type { Answerer } from './find-answerer';
import { takeTurn } from './press-limits';

/** The owner of a broken handler is told at most this often, however many people press. */
const TOLD_EVERY_S = 5 * 60;

/** Tells the owner alone, in the bot's or extension's own feed, why a press was not answered. */
export async function tellOwner(
  presser: SignedInUser,
  { feedId, ownerId, botId }: Answerer,
  label: string,
  why: string,
): Promise<void> {
  if (!(await takeTurn(`press-failed|${feedId}`, TOLD_EVERY_S))) return;
  const text = `${presser.name} pressed “${label}”, and the handler failed. ${why}`;
  await postAsBot({
    feedId,
    senderId: ownerId,
    botId,
    recipients: [ownerId],
    joins: true,
    content: JSON.stringify({ text, styles: { background: 'red', markdown: false } }),
  });
}
