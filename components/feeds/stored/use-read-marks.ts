'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { noteSeen, shellKeys } from '@/components/shell/shell-queries';
import { putRead } from '../feed-queries';

/** Reading is reported once per pause, not per message. */
const REPORT_AFTER_MS = 600;
/** After a report that did not arrive. */
const REPORT_AGAIN_MS = 15_000;

type Options = { feedId: number; lastSeq: number; lastReadSeq: number };

/**
 * Reports to the server what the reader has seen, and places the divider before the unread: first at what was unread
 * on opening, later before what came while nobody looked.
 */
export function useReadMarks({ feedId, lastSeq, lastReadSeq }: Options) {
  const client = useQueryClient();
  const readUpTo = useRef(lastReadSeq);
  const [unreadAfter, setUnreadAfter] = useState(lastSeq > lastReadSeq ? lastReadSeq : null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const isLeft = useRef(false);

  const report = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    try {
      await putRead(feedId, readUpTo.current);
      await client.invalidateQueries({ queryKey: shellKeys.feeds });
    } catch {
      // Without this report the navigation would go on counting read messages as unread.
      if (!isLeft.current && timer.current === undefined) timer.current = setTimeout(report, REPORT_AGAIN_MS);
    }
  }, [feedId, client]);
  const seen = useCallback(
    (seq: number) => {
      if (seq <= readUpTo.current) return;
      readUpTo.current = seq;
      noteSeen(client, feedId, seq);
      clearTimeout(timer.current);
      timer.current = setTimeout(report, REPORT_AFTER_MS);
    },
    [client, feedId, report],
  );
  const arrivedUnseen = useCallback(() => {
    setUnreadAfter((current) =>
      current === null || current < readUpTo.current ? readUpTo.current : current,
    );
  }, []);
  // A reader who leaves before the pause is over has seen the messages, too.
  useEffect(() => {
    isLeft.current = false;
    const again = () => timer.current !== undefined && void report();
    window.addEventListener('online', again);
    return () => {
      isLeft.current = true;
      window.removeEventListener('online', again);
      again();
    };
  }, [report]);
  return { unreadAfter, seen, arrivedUnseen };
}

/**
 * Calls back now or as soon as somebody looks at the page, and each time they look again.
 * @returns the function that ends it.
 */
export function whileSeen(report: () => void): () => void {
  const look = () => !document.hidden && report();
  look();
  document.addEventListener('visibilitychange', look);
  return () => document.removeEventListener('visibilitychange', look);
}
