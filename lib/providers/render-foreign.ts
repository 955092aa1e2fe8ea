import 'server-only';
import type { WireMessage } from '@/lib/webhooks/message-schema';
import type { ForeignCall } from './foreign-call';
import { renderUnknown } from './unknown/render-unknown';

/** The message of a call from any service, within the limits of the wire. Pure: the same call gives the same message. */
export function renderForeign(call: ForeignCall): WireMessage {
  return renderUnknown(call);
}
