import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { NumberedBytes } from './numbered-bytes';

/** A reader as the fan-out sees it. */
export type FeedReader = {
  user: SignedInUser;
  /** It has everything up to this number. */
  cursor(): number;
  /** Messages for everybody are shown to it from this number on. */
  fromSeq(): number;
  isLive(): boolean;
  mayRead(): Promise<boolean>;
  /** Something was to be sent while it was behind. */
  miss(): void;
  fallBehind(): void;
  /** Takes the fan-out's news up to `at`: `messages` are this reader's, `events` come after them. */
  take(messages: NumberedBytes[], events: Uint8Array[], at: number): void;
};
