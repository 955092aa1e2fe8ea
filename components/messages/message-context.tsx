'use client';

import { createContext, useContext } from 'react';
import type { MessageButton } from '@/lib/messages/parts/buttons';

type MessageParts = {
  /** Names for mentions, keyed by what stands between the braces. */
  mentions: Record<string, string>;
  /** Those of them that are private channels. */
  privateMentions: readonly string[];
  /** Instant buttons inside texts, by their number. */
  references: Record<string, MessageButton>;
};

const MessageContext = createContext<MessageParts>({ mentions: {}, privateMentions: [], references: {} });

export const MessageParts = MessageContext.Provider;

/** What the texts of the surrounding message refer to. */
export function useMessageParts(): MessageParts {
  return useContext(MessageContext);
}
