'use client';

import { useDeferredValue, useState } from 'react';

/**
 * Narrows a list by what is typed: those whose texts contain it, in any case. What is typed stands in the field before the list follows.
 * @param textsOf what an item is found by
 */
export function useSearch<Item>(items: readonly Item[], textsOf: (item: Item) => readonly string[]) {
  const [typed, setTyped] = useState('');
  const sought = useDeferredValue(typed.trim().toLowerCase());
  const found = items.filter((item) => textsOf(item).join('\n').toLowerCase().includes(sought));
  return { typed, setTyped, found, isSought: sought !== '' };
}
