import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asRecord } from '@/lib/messages/parts/unchecked';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { batchMessage, SHOWN_OF_BATCH } from './batch';
import { binaryEvent, dataOf, eventOf } from './cloud-events/event';
import { cloudEvents } from './cloud-events/provider';
import { guarded, madeBy } from './fault';
import { contentOf, type ForeignCall } from './foreign-call';
import { readLine } from './markup/foreign-text';
import type { Group, Provider, ServiceCall } from './provider';
import { providerOf, providers } from './registry';
import { renderUnknown } from './unknown/render-unknown';

/** The service's own id of a delivery, which stays the same when it is sent again. */
export type Delivery = {
  provider: string;
  id: string;
  /** Whether the body alone names it, so that a signature covers it. */
  isInBody: boolean;
};

export type Understood = {
  message: WireMessage;
  /** The group's key is unique among all providers. */
  group: Group | null;
  delivery: Delivery | null;
  /** Whether a provider drew it. */
  isKnown: boolean;
  /** For each event of the call its name in the service's own words and its state, as far as they exist. */
  events: readonly (readonly string[])[];
  /** The provider that failed, so that the message is that of an unknown payload. */
  fault: string | null;
};

/** The provider that draws the call: the one that recognises it, none, or the one of this name. */
type As = 'automatic' | 'nothing' | (string & {});
type How = {
  /**
   * Whether the message carries the service's name, as in a channel, where the token's owner would otherwise be its
   * sender.
   */
  named: boolean;
  as?: As;
};

/** Longer names are ignored. */
const MAX_NAME = 1_000;

/** The folder of what draws unknown payloads; whatever fails outside of a provider is its fault. */
const UNKNOWN = 'unknown';
const UNREADABLE: WireMessage = { text: 'A call that Postern failed to read; the usage history has it.' };

/**
 * The message of a call from any service, within the limits of the wire, and its relation to other calls. Depends on
 * the call alone; a provider's fault is logged.
 */
export function understandForeign(call: ForeignCall, how: How): Understood {
  const { value: known, fault } = guarded(call, () => madeBy(UNKNOWN, () => understandKnown(call, how)));
  if (known) return known;
  const unknown = guarded(call, () => madeBy(UNKNOWN, () => renderUnknown(call)));
  return {
    message: unknown.value ?? UNREADABLE,
    group: null,
    delivery: null,
    isKnown: false,
    events: [[]],
    fault: fault ?? unknown.fault,
  };
}

/** Like `understandForeign`; null for a call that no provider understands. */
function understandKnown(call: ForeignCall, { named, as = 'automatic' }: How): Understood | null {
  const drawn = as === 'nothing' ? null : drawnOf(call, as);
  if (drawn === null) return null;
  const { message, title, ...belonging } = drawn;
  const { bot, ...unnamed } = message;
  const name = named ? (bot?.name ?? title) : undefined;
  return { message: name ? { ...unnamed, bot: { name } } : unnamed, ...belonging };
}

/** The message alone. */
export function renderForeign(call: ForeignCall, how: How): WireMessage {
  return understandForeign(call, how).message;
}

type Drawn = Understood & { title: string | null };

type Ask = (call: ServiceCall) => Provider | undefined;

function drawnOf(call: ForeignCall, as: As): Drawn | null {
  const named = as === 'automatic' ? undefined : providers.find(({ name }) => name === as);
  const ask: Ask = named ? () => named : providerOf;
  const { value } = contentOf(call);
  if (Array.isArray(value)) return batchOf(value, call.headers, ask);
  const payload = asRecord(value) ?? binaryEvent(call.headers, value);
  return payload ? serviceOf({ headers: call.headers, payload }, ask) : null;
}

/** For a call that carries another service's payload, that service's message. */
function serviceOf(call: ServiceCall, ask: Ask): Drawn | null {
  const carried = madeBy(cloudEvents.name, () => carriedBy(call));
  const outer = ask(call);
  const innerProvider = carried && ask(carried);
  const isInner = carried && innerProvider && madeBy(innerProvider.name, () => innerProvider.detect(carried));
  const inner = isInner ? drawnBy(innerProvider, carried) : null;
  if (!inner?.title) return drawnBy(outer, call);
  const around = outer ? madeBy(outer.name, () => deliveryOf(outer, call)) : null;
  return { ...inner, delivery: inner.delivery ?? around };
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
  return provider ? madeBy(provider.name, () => drawn(provider, call)) : null;
}

function drawn(provider: Provider, call: ServiceCall): Drawn | null {
  const message = provider.render(call) ?? unknownEvent(provider, call);
  if (!message) return null;
  const group = groupOf(provider, call);
  return {
    message,
    title: provider.title,
    group,
    delivery: deliveryOf(provider, call),
    isKnown: true,
    events: [[provider.event(call), group?.state].filter((name) => typeof name === 'string')],
    fault: null,
  };
}

function groupOf(provider: Provider, call: ServiceCall): Group | null {
  const group = provider.group?.(call);
  return group && isName(group.key) ? { ...group, key: `${provider.name} ${group.key}` } : null;
}

function deliveryOf(provider: Provider, call: ServiceCall): Delivery | null {
  const id = provider.dedupeId?.(call);
  if (!id || !isName(id)) return null;
  return {
    provider: provider.name,
    id,
    isInBody: provider.dedupeId?.({ ...call, headers: {} }) === id,
  };
}

const isName = (text: string) => text.trim() !== '' && text.length <= MAX_NAME;

/**
 * Several events in one call, if the first ones are all events of known services; only those are drawn. Null for any
 * other list.
 */
function batchOf(list: readonly unknown[], headers: ServiceCall['headers'], ask: Ask): Drawn | null {
  const drawn: Drawn[] = [];
  for (const entry of list.slice(0, SHOWN_OF_BATCH)) {
    const payload = asRecord(entry);
    const one = payload ? serviceOf({ headers, payload }, ask) : null;
    // A mere text, or another chat's message, is not an event.
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
    group: null,
    delivery: null,
    isKnown: true,
    events: drawn.flatMap(({ events }) => events),
    fault: null,
  };
}

/** One plain line with the event's name; null when it has none. */
function unknownEvent({ title, event }: Provider, call: ServiceCall): WireMessage | null {
  const name = title && readLine(event(call), 100);
  return name ? { text: `${title}: ${literal(name)}` } : null;
}
