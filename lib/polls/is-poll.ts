import type { MessageContent } from '@/lib/messages/content';

/** Whether people can vote on the options of the message's card. */
export function isPoll({ card }: MessageContent): boolean {
  return card?.theme === 'poll' && card.options.length > 0;
}
