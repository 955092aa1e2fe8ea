import 'server-only';
import type { CleanCall } from './clean-call';

/** The bot that is to be shown as the sender; null for none. */
export const askedSenderBot = ({ params }: CleanCall): string | null =>
  params.find(([name]) => name === 'bot_unique_name')?.[1] || null;
