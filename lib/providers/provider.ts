import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import type { ForeignCall } from './foreign-call';

/** A call whose content is an object. */
export type ServiceCall = Pick<ForeignCall, 'headers'> & { payload: UncheckedObject };

/**
 * The thing that several calls are about: an alert, a run, a pull request. In a channel the first message of a group
 * stands for all, and later ones go into its thread.
 */
export type Group = {
  /** The same for all calls of the group, and unique within the provider. */
  key: string;
  /**
   * The present state of the thing. `firing` and `open` begin a group; `resolved` turns its first message green, and
   * a later `firing` begins another group. Null for any other news about it, which is an ordinary message unless a
   * group has begun.
   */
  state: 'firing' | 'open' | 'resolved' | null;
  /** Begin and end as the service reports them (ISO 8601); otherwise the times of the messages count. */
  began?: unknown;
  ended?: unknown;
};

/** A service, or the format of messages that tools send to another chat. */
export type Provider = {
  /** The name of its folder. */
  name: string;
  /** The sender that the message shows; null when the payload names it, or nobody in particular sends it. */
  title: string | null;
  /** Decides by headers if the service sends some, then by the payload's shape. */
  detect(call: ServiceCall): boolean;
  /** The event in the service's own words, such as `pull_request.closed`; null when it has no name. */
  event(call: ServiceCall): string | null;
  /** Null for an unknown event. */
  render(call: ServiceCall): WireMessage | null;
  /** Null for a call that stands alone. */
  group?(call: ServiceCall): Group | null;
  /** The delivery's id, which stays the same when the service sends it again; null when it has none. */
  dedupeId?(call: ServiceCall): string | null;
};
