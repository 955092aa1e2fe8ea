import 'server-only';
import type { Loose } from '@/lib/messages/loose';
import type { WireMessage } from '@/lib/webhooks/message-schema';
import type { ForeignCall } from './foreign-call';

/** A call whose content is an object. */
export type ServiceCall = Pick<ForeignCall, 'headers'> & { payload: Loose };

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
};
