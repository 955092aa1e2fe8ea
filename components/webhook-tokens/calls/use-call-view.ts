'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useMemo, useState } from 'react';
import type { CallFilters } from '../token-queries';
import { type CallView, readCallView, searchOf } from './call-view';

/** What an entry of the browser's history says that was made by opening a call: the search of the entry below it. */
type OverEntry = { over?: string };

/** The view in the page's address, and how to change it. The functions stay the same. */
export function useCallView() {
  const { search, changes } = useSearch();
  const view = useMemo(() => readCallView(new URLSearchParams(search)), [search]);
  const filterKey = searchOf({ ...view, range: '24h', call: null });
  // The same object for as long as they are the same filters: an opened call asks for no other list.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for them.
  const filters = useMemo(() => view.filters, [filterKey]);
  return { range: view.range, filters, call: view.call, ...changes };
}

/** The search of the address. A choice made here shows at once, since the router may follow later. */
function useSearch() {
  const pathname = usePathname();
  const routed = searchOf(readCallView(new URLSearchParams(useSearchParams().toString())));
  // Null unless the router is behind.
  const [ahead, setAhead] = useState<string | null>(null);
  if (ahead === routed) setAhead(null);
  useEffect(() => {
    const follow = () => {
      if (window.location.pathname === pathname) setAhead(searchOf(present()));
    };
    window.addEventListener('popstate', follow);
    return () => window.removeEventListener('popstate', follow);
  }, [pathname]);
  const changes = useMemo(() => changesOf(setAhead), []);
  return { search: ahead ?? routed, changes };
}

function changesOf(show: (search: string) => void) {
  const go = (view: CallView, how: 'push' | 'replace', entry?: OverEntry) => {
    show(searchOf(view));
    write(view, how, entry);
  };
  return {
    /** A chosen filter gets an entry in the history; typing replaces the entry. */
    setFilters(filters: CallFilters, how: 'push' | 'replace') {
      go({ ...present(), filters }, how);
    },
    setRange(range: CallView['range']) {
      go({ ...present(), range }, 'replace');
    },
    /** Back closes the call. From one call to the next there is still one way back. */
    openCall(call: string) {
      const view = present();
      if (view.call === null) go({ ...view, call }, 'push', { over: window.location.search });
      else go({ ...view, call }, 'replace');
    },
    closeCall() {
      const closed = { ...present(), call: null };
      const { over } = (window.history.state ?? {}) as OverEntry;
      const below = over === undefined ? null : searchOf(readCallView(new URLSearchParams(over)));
      // Where the entry below shows just this, closing is going back; else it would be there twice.
      if (below !== searchOf(closed)) return go(closed, 'replace', {});
      show(below);
      window.history.back();
    },
  };
}

/** The view in the address bar. */
const present = () => readCallView(new URLSearchParams(window.location.search));

function write(view: CallView, how: 'push' | 'replace', entry?: OverEntry) {
  const search = searchOf(view);
  const url = `${window.location.pathname}${search}`;
  const { over } = (window.history.state ?? {}) as OverEntry;
  if (how === 'push') {
    if (search !== window.location.search) window.history.pushState(entry ?? {}, '', url);
  } else window.history.replaceState(entry ?? { over }, '', url);
}
