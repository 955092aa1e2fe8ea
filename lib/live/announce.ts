import 'server-only';
import { singleton } from '@/lib/singleton';
import { type Announcer, makeAnnouncer, type News } from './announcer';

/** Has live pages of all processes hear of what was just committed. Returns before they do. */
export function announce(news: Iterable<News>): void {
  announcer().announce(news);
}

/** Sends what is left and ends the connection; for shutdown, after the last call. */
export function closeAnnouncer(): Promise<void> {
  return announcer().close();
}

const announcer = () => singleton<Announcer>('announcer', () => makeAnnouncer());
