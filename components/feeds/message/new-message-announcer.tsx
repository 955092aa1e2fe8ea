'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FeedMessage } from '@/lib/feeds/dto';
import { messageInWords } from './in-words';
import { sentBy } from './sent-by';

/** A screen reader hears at most one announcement in this time, however many messages come. */
const GATHER_MS = 1_500;
const MAX_CHARS = 160;

/** Gathers what arrives into one sentence at a time. */
export function useAnnouncement() {
  const [text, setText] = useState('');
  const waiting = useRef<FeedMessage[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const announce = useCallback((messages: FeedMessage[]) => {
    waiting.current.push(...messages);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const [only, ...others] = waiting.current;
      waiting.current = [];
      if (only) setText(others.length > 0 ? `${others.length + 1} new messages` : spoken(only));
    }, GATHER_MS);
  }, []);
  return { text, announce };
}

export function NewMessageAnnouncer({ text }: { text: string }) {
  return (
    <div aria-live="polite" className="sr-only">
      {text}
    </div>
  );
}

function spoken(message: FeedMessage): string {
  return `${sentBy(message.sender)}: ${messageInWords(message, MAX_CHARS) || 'new message'}`;
}
