import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { NumberedBytes } from './numbered-bytes';

/** As the fan-out knows it. */
export type FeedReader = {
  user: SignedInUser;
  /** It has everything up to here. */
  cursor(): number;
  /** What is for everybody is shown to it from here on. */
  fromSeq(): number;
  isLive(): boolean;
  mayRead(): Promise<boolean>;
  /** There was something to tell, and it is behind. */
  miss(): void;
  fallBehind(): void;
  /** What the fan-out has up to `at`: `messages` are this reader's, `events` come after them. */
  take(messages: NumberedBytes[], events: Uint8Array[], at: number): void;
};
