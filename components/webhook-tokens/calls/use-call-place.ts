'use client';

import { type MouseEvent, type RefObject, useCallback, useLayoutEffect, useRef } from 'react';
import { rowLinkId } from './call-row';

/** Where the call is beside the list: as `lg` in the classes. */
const BESIDE = '(min-width: 1024px)';

type Options = {
  call: string | null;
  /** The list has made room for the call. */
  isNarrow: boolean;
  panel: RefObject<HTMLDivElement | null>;
  openCall: (callId: string) => void;
};

/**
 * Keeps the place of whoever opens and closes calls: on opening, the row that was pressed stays under the pointer although the list
 * becomes narrower; from call to call its row stays in view; on closing, row and focus are where they were.
 */
export function useCallPlace({ call, isNarrow, panel, openCall }: Options) {
  const pressed = useRef<{ top: number; byKey: boolean } | null>(null);
  const shown = useRef(call);
  const placed = useRef(isNarrow ? call : null);

  const onOpen = useCallback(
    (event: MouseEvent<HTMLAnchorElement>, callId: string) => {
      // The browser handles a new tab, a new window and a download.
      if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      const link = event.currentTarget;
      // Safari does not focus a pressed link.
      link.focus({ preventScroll: true });
      pressed.current = { top: link.getBoundingClientRect().top, byKey: event.detail === 0 };
      openCall(callId);
    },
    [openCall],
  );

  useLayoutEffect(() => {
    const before = shown.current;
    shown.current = call;
    if (before === call) return;
    const isBeside = window.matchMedia(BESIDE).matches;
    const row = document.getElementById(rowLinkId(call ?? before ?? ''));
    if (call === null) {
      comeBack(row, panel.current, isBeside);
    } else if (!isBeside) {
      if (before === null) window.scrollTo(0, 0);
      panel.current?.focus({ preventScroll: true });
    } else {
      if (pressed.current?.byKey) panel.current?.focus({ preventScroll: true });
      else if (document.activeElement?.id.startsWith(rowLinkId(''))) row?.focus({ preventScroll: true });
    }
  }, [call, panel]);

  useLayoutEffect(() => {
    const before = placed.current;
    placed.current = isNarrow ? call : null;
    if (call === null || !isNarrow || before === call) return;
    const by = pressed.current;
    pressed.current = null;
    if (!window.matchMedia(BESIDE).matches) return;
    const row = document.getElementById(rowLinkId(call));
    if (by && row) window.scrollBy(0, row.getBoundingClientRect().top - by.top);
    else row?.scrollIntoView({ block: 'nearest' });
  }, [call, isNarrow]);
  return onOpen;
}

/** Goes back to the row of the call that was open, unless the reader has gone on to something else. */
function comeBack(row: HTMLElement | null, panel: HTMLElement | null, isBeside: boolean) {
  const { activeElement } = document;
  const isFree = !activeElement || activeElement === document.body || panel?.contains(activeElement);
  if (!isBeside) row?.scrollIntoView({ block: 'center' });
  if (isFree) row?.focus({ preventScroll: true });
}
