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

  const report = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    try {
      await putRead(feedId, readUpTo.current);
      await client.invalidateQueries({ queryKey: shellKeys.feeds });
    } catch {
      // The next message, or the next visit, reports further.
    }
  }, [feedId, client]);
  const seen = useCallback(
    (seq: number) => {
      if (seq <= readUpTo.current) return;
      readUpTo.current = seq;
      clearTimeout(timer.current);
      timer.current = setTimeout(report, REPORT_AFTER_MS);
    },
    [report],
  );
  const arrivedUnseen = useCallback(() => {
    setUnreadAfter((current) =>
      current === null || current < readUpTo.current ? readUpTo.current : current,
    );
  }, []);
  // Whoever goes on before the pause is over has seen it too.
  useEffect(
    () => () => {
      if (timer.current !== undefined) void report();
    },
    [report],
  );
  return { unreadAfter, seen, arrivedUnseen };
}
