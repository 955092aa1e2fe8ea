'use client';

import { createContext, useContext, useLayoutEffect, useState } from 'react';

/**
 * Something in a dialog that would be lost with it. `ask` asks the person first and closes the dialog if they want that. Without
 * it, only a button closes the dialog.
 */
type Hold = { ask?: (close: () => void) => void };
type TakeHold = (hold: Hold) => () => void;

export const HoldContext = createContext<TakeHold | null>(null);

/** Takes hold of the surrounding dialog until the returned function is called; null outside of dialogs. */
export const useTakeHold = () => useContext(HoldContext);

/** What is drawn is never shown again, so neither Escape nor a press beside the surrounding dialog closes it. */
export function useShownOnce() {
  const takeHold = useTakeHold();
  useLayoutEffect(() => takeHold?.({}), [takeHold]);
}

/** Functions that close the dialog. Only `close` ignores what holds it. */
export function useHolds(close: () => void) {
  const [holds] = useState(() => new Set<Hold>());
  const [takeHold] = useState(() => (hold: Hold) => {
    holds.add(hold);
    return () => void holds.delete(hold);
  });
  const question = () => [...holds].find(({ ask }) => ask)?.ask;
  return {
    takeHold,
    /** A press beside a dialog is easily a slip, so it leads to no question either. */
    closeByPress: () => {
      if (holds.size === 0) close();
    },
    closeByEscape: () => {
      if (holds.size === 0) close();
      else question()?.(close);
    },
    closeByButton: () => {
      const ask = question();
      if (ask) ask(close);
      else close();
    },
  };
}
