import { fetchJson } from '@/components/ui/fetch-json';
import type { ShellFeeds } from '@/lib/shell/dto';

/** Whoever changes memberships or reads a feed may invalidate this; the navigation follows. */
export const shellKeys = { feeds: ['shell', 'feeds'] as const };

export const fetchShellFeeds = (withinMs?: number) => fetchJson<ShellFeeds>('/api/shell', { withinMs });
