import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import type { ForeignCall } from './foreign-call';

/** A call whose content is an object. */
export type ServiceCall = Pick<ForeignCall, 'headers'> & { payload: UncheckedObject };

/**
 * The thing that a call is about, where several calls are about one: an alert, a run, a pull request. In a channel the first
 * message of a group stands for all; what follows goes into its thread.
 */
export type Group = {
  /** The same for all calls of the group, unique within the provider. */
  key: string;
  /**
   * How the thing stands now. `firing` and `open` begin a group; `resolved` turns its first message green, after which `firing`
   * begins another. Null: something else about it, which is a message like any other where no group has begun.
   */
  state: 'firing' | 'open' | 'resolved' | null;
  /** When it began and ended, as the service says (ISO 8601); without them the times of the messages count. */
  began?: unknown;
  ended?: unknown;
};

/** What is known of a service, or of the messages that tools send to another chat. */
export type Provider = {
  /** Of its folder. */
  name: string;
  /** Who the message is from; null: the payload says, or nobody in particular. */
  title: string | null;
  /** By headers where the service sends some, then by the payload's shape. */
  detect(call: ServiceCall): boolean;
  /** The event in the service's own words, such as `pull_request.closed`; null where it names none. */
  event(call: ServiceCall): string | null;
  /** Null for an event that it does not know. */
  render(call: ServiceCall): WireMessage | null;
  /** Null for what stands for itself. */
  group?(call: ServiceCall): Group | null;
  /** The delivery's id, the same when the service sends it again; null where it names none. */
  dedupeId?(call: ServiceCall): string | null;
};
