import type { MessageContent } from '@/lib/messages/content';
import type { Understanding } from './schema';

/** A channel, bot or extension that somebody manages; `key` names it in URLs. */
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

/** The call that a message was made of, as the manager of its target sees it. */
export type MessageCall = UnderstandingSettings & {
  /** Placeholders of this very call with their values. */
  fields: { path: string; value: string }[];
  /** The entry in the viewer's own usage history; null when the call came with somebody else's token. */
  recorded: { tokenId: string; id: string } | null;
};

/** A call drawn with unsaved settings; `silence` says why nothing would be posted. */
export type DrawnPreview = { message: MessageContent; silence: string | null };
