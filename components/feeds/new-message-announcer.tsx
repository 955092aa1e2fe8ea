'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { FeedMessage } from '@/lib/feeds/dto';
import { plainText } from '@/lib/messages/markup-ast';
import { parseMarkup } from '@/lib/messages/parse-markup';
import { shorten } from '@/lib/messages/shorten';
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

function spoken({ sender, content }: FeedMessage): string {
  const said = content.text ? plainText(parseMarkup(content.text.slice(0, 4 * MAX_CHARS))) : '';
  const about = content.card?.title ?? content.slides[0]?.title ?? '';
  return `${sentBy(sender)}: ${shorten([about, said].filter(Boolean).join('. '), MAX_CHARS) || 'new message'}`;
}
