import 'server-only';
import { literal } from '@/lib/messages/literal-text';
import { asRecord } from '@/lib/messages/loose';
import type { WireMessage } from '@/lib/webhooks/message-schema';
import { batchMessage, SHOWN_OF_BATCH } from './batch';
import { binaryEvent, dataOf, eventOf } from './cloud-events/event';
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
  const drawn = drawnOf(call);
  if (drawn === null) return renderUnknown(call);
  const { bot, ...unnamed } = drawn.message;
  if (!named) return unnamed;
  const name = drawn.title ?? bot?.name;
  return name ? { ...unnamed, bot: { name } } : unnamed;
}

type Drawn = { message: WireMessage; title: string | null };

function drawnOf(call: ForeignCall): Drawn | null {
  const { value } = contentOf(call);
  if (Array.isArray(value)) return batchOf(value, call.headers);
  const payload = asRecord(value) ?? binaryEvent(call.headers, value);
  return payload ? serviceOf({ headers: call.headers, payload }) : null;
}

/** Of what carries another service's payload, that service's message. */
function serviceOf(call: ServiceCall): Drawn | null {
  const carried = carriedBy(call);
  const inner = carried && drawnBy(providerOf(carried), carried);
  return inner?.title ? inner : drawnBy(providerOf(call), call);
}

function carriedBy(call: ServiceCall): ServiceCall | null {
  const event = eventOf(call);
  const payload = event && asRecord(dataOf(event));
  return payload ? { headers: withoutEvent(call.headers), payload } : null;
}

function withoutEvent(headers: ServiceCall['headers']): ServiceCall['headers'] {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !name.startsWith('ce-')));
}

function drawnBy(provider: Provider | undefined, call: ServiceCall): Drawn | null {
  const message = provider && (provider.render(call) ?? unknownEvent(provider, call));
  return message ? { message, title: provider.title } : null;
}

/** Several events at once. The first tell whether all are events of known services; only they are drawn. Null for any other list. */
function batchOf(list: readonly unknown[], headers: ServiceCall['headers']): Drawn | null {
  const drawn: Drawn[] = [];
  for (const entry of list.slice(0, SHOWN_OF_BATCH)) {
    const payload = asRecord(entry);
    const one = payload ? serviceOf({ headers, payload }) : null;
    // What is only a text, or another chat's message, is no event.
    if (!one?.title) return null;
    drawn.push(one);
  }
  const [first] = drawn;
  if (!first || list.length === 1) return first ?? null;
  return {
    message: batchMessage(
      drawn.map(({ message }) => message),
      list.length,
    ),
    title: drawn.every(({ title }) => title === first.title) ? first.title : null,
  };
}

/** One plain line with its name; null where there is none. */
function unknownEvent({ title, event }: Provider, call: ServiceCall): WireMessage | null {
  const name = title && readLine(event(call), 100);
  return name ? { text: `${title}: ${literal(name)}` } : null;
}
