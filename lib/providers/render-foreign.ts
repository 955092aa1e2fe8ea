import 'server-only';
import { literal } from '@/lib/messages/literal-text';
import { asRecord } from '@/lib/messages/loose';
import type { WireMessage } from '@/lib/webhooks/message-schema';
import { contentOf, type ForeignCall } from './foreign-call';
import { readLine } from './markup/foreign-text';
import type { Provider, ServiceCall } from './provider';
import { providerOf } from './registry';
import { renderUnknown } from './unknown/render-unknown';

/**
 * The message of a call from any service, within the limits of the wire. Pure: the same call gives the same message.
 * `named`: it carries the service's name, as in a channel, where otherwise the token's owner would say it.
 */
export function renderForeign(call: ForeignCall, { named }: { named: boolean }): WireMessage {
  const payload = asRecord(contentOf(call).value);
  const known = payload && { headers: call.headers, payload };
  const provider = known && providerOf(known);
  if (!known || !provider) return renderUnknown(call);
  const message = provider.render(known) ?? unknownEvent(provider, known);
  if (message === null) return renderUnknown(call);
  const { bot, ...unnamed } = message;
  if (!named) return unnamed;
  const name = provider.title ?? bot?.name;
  return name ? { ...unnamed, bot: { name } } : unnamed;
}

/** One plain line with its name; null where there is none. */
function unknownEvent({ title, event }: Provider, call: ServiceCall): WireMessage | null {
  const name = title && readLine(event(call), 100);
  return name ? { text: `${title}: ${literal(name)}` } : null;
}
