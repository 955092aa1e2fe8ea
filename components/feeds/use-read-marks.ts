'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { shellKeys } from '@/components/shell/shell-queries';
import { putRead } from './feed-queries';

/** Reading is reported once per pause, not per message. */
const REPORT_AFTER_MS = 600;

type Options = { feedId: number; lastSeq: number; lastReadSeq: number };

/**
 * Remembers on the server what the reader has seen, and where the divider before the unread stands: at what was
 * unread on opening, and later before what came while nobody looked.
 */
export function useReadMarks({ feedId, lastSeq, lastReadSeq }: Options) {
  const client = useQueryClient();
  const readUpTo = useRef(lastReadSeq);
  const [unreadAfter, setUnreadAfter] = useState(lastSeq > lastReadSeq ? lastReadSeq : null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const seen = useCallback(
    (seq: number) => {
      if (seq <= readUpTo.current) return;
      readUpTo.current = seq;
      clearTimeout(timer.current);
      timer.current = setTimeout(async () => {
        try {
          await putRead(feedId, seq);
          await client.invalidateQueries({ queryKey: shellKeys.feeds });
        } catch {
          // The next message, or the next visit, reports further.
        }
      }, REPORT_AFTER_MS);
    },
    [feedId, client],
  );
  const arrivedUnseen = useCallback(() => {
    setUnreadAfter((current) =>
      current === null || current < readUpTo.current ? readUpTo.current : current,
    );
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return { unreadAfter, seen, arrivedUnseen };
}
