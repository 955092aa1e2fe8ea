import type { MessageContent } from '@/lib/messages/content';
import type { Understanding } from './schema';

/** A channel, bot or extension that somebody manages; `key` is what its address names it by. */
export type ManagedTarget = {
  feedId: number;
  kind: 'channel' | 'bot' | 'extension';
  id: string;
  name: string;
  key: string;
  /** A handler decides what is posted. */
  hasHandler: boolean;
};

export type UnderstandingSettings = { target: ManagedTarget; understanding: Understanding };

/** The call that a message was drawn from, as whoever manages its target sees it. */
export type MessageCall = UnderstandingSettings & {
  /** Placeholders of this very call with what they stand for. */
  fields: { path: string; value: string }[];
  /** Where it stands in the viewer's own usage history; null: it came with somebody else's token. */
  recorded: { tokenId: string; id: string } | null;
};

/** A call drawn with settings that are not saved yet; `silence`: why nothing would be posted. */
export type DrawnPreview = { message: MessageContent; silence: string | null };
