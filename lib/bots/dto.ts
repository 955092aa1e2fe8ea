import type { BotAccess } from '@/lib/db/generated/enums';
import type { HandlerFailures } from '@/lib/handlers/failures/dto';

/** A bot the user subscribes to, as the navigation shows it. */
export type MyBot = {
  id: string;
  feedId: number;
  uniqueName: string;
  name: string;
  imageUrl: string | null;
};

/** A bot in the list of all bots that the user may use. */
export type BotSummary = {
  id: string;
  uniqueName: string;
  name: string;
  description: string;
  imageUrl: string | null;
  access: BotAccess;
  subscriberCount: number;
  subscribed: boolean;
  /** Whether the user may change it: its creator may, and administrators unless it is personal. */
  manageable: boolean;
};

/** One bot as its feed's page shows it. */
export type BotPage = BotSummary & {
  feedId: number;
  createdBy: { id: string; name: string };
  /** ISO 8601. */
  createdAt: string;
};

/** One bot as its managers see it. */
export type BotSettings = BotPage & {
  /** Null without a handler; then the default rendering applies. */
  handlerCode: string | null;
  /** Newest first. */
  versions: BotVersionSummary[];
  /** The version that calls run; null when they run none. */
  presentVersion: number | null;
  failures: HandlerFailures[];
};

export type BotVersionSummary = {
  version: number;
  /** The handler was removed. */
  isRemoval: boolean;
  savedBy: string;
  /** ISO 8601. */
  savedAt: string;
};
