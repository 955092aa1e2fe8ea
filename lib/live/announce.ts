import 'server-only';
import { singleton } from '@/lib/singleton';
import { type Announcer, makeAnnouncer, type News } from './announcer';

/** Tells live pages of all processes that something was committed. Returns before they hear it. */
export function announce(news: Iterable<News>): void {
  announcer().announce(news);
}

/** Sends what is left and ends the connection; for shutdown, after the last call. */
export function closeAnnouncer(): Promise<void> {
  return announcer().close();
}

const announcer = () => singleton<Announcer>('announcer', () => makeAnnouncer());
