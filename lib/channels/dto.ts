import type { ChannelAccess } from '@/lib/db/generated/enums';

/** A channel of the user, as the navigation shows it. */
export type MyChannel = {
  id: string;
  feedId: number;
  uniqueName: string;
  name: string;
  access: ChannelAccess;
};

/** A channel in the list of all channels that the user may see. */
export type ChannelSummary = {
  id: string;
  uniqueName: string;
  name: string;
  description: string;
  access: ChannelAccess;
  memberCount: number;
  joined: boolean;
  /** It takes no more messages, but can be read. */
  archived: boolean;
};

/** One channel as its page shows it. */
export type ChannelPage = ChannelSummary & {
  feedId: number;
  createdBy: { id: string; name: string };
  /** ISO 8601. */
  createdAt: string;
  /** Nobody is left to be added. */
  hasEverybody: boolean;
  /** Whether the user may change, archive and delete the channel and remove members. */
  manageable: boolean;
};

export type ChannelMember = {
  id: string;
  name: string;
  email: string;
  creator: boolean;
};

/** Somebody who can be added to a channel. */
export type Candidate = { id: string; name: string; email: string };
