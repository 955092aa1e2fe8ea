import 'server-only';
import { inlineText, plainText } from '@/lib/messages/markup/ast';
import { parseInline } from '@/lib/messages/markup/parse-inline';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { asText } from '@/lib/messages/parts/unchecked';
import { contentOf, type ForeignCall } from '@/lib/providers/foreign-call';
import { readLine } from '@/lib/providers/markup/foreign-text';
import { type Understood, understandForeign } from '@/lib/providers/render-foreign';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { isSwitchedOff } from './event-rules';
import { fillBody, fillTitle, type Value } from './fill-template';
import { valueAt } from './placeholder-values';
import { isProblem } from './problem';
import { isQuiet } from './quiet-hours';
import type { Understanding } from './schema';

/** Why a call posts nothing, for the usage history. In quiet hours it may still end what was posted before. */
type Silence = { note: string; isQuiet: boolean };
export type Treated = Understood & { silence: Silence | null };

type How = {
  named: boolean;
  understanding: Understanding;
  at: Date;
  /** The place's name in the history: `#ops`. */
  place: string;
};

/**
 * The message of a call as the target's managers want it: drawn by the provider, with their settings laid over it.
 * Pure.
 */
export function understandAs(call: ForeignCall, { named, understanding, at, place }: How): Treated {
  const understood = understandForeign(call, { named, as: understanding.as });
  const message = overlaid(call, understood, understanding);
  return { ...understood, message, silence: silenceOf(understood, understanding, at, place) };
}

/**
 * The message alone, for a handler, which decides what is posted; null for a call that neither a provider nor a
 * template knows.
 */
export function renderAs(call: ForeignCall, understanding: Understanding): WireMessage | null {
  const understood = understandForeign(call, { named: false, as: understanding.as });
  if (!understood.isKnown && understanding.title === null && understanding.body === null) return null;
  return overlaid(call, understood, understanding);
}

function silenceOf(
  understood: Understood,
  { events, quietHours }: Understanding,
  at: Date,
  place: string,
): Silence | null {
  const { events: named } = understood;
  if (named.every((names) => isSwitchedOff(events, names))) {
    const name = readLine(named[0]?.[0], 100);
    const what = name ? `The event ${name}` : 'What names no event';
    return { note: `${what} is switched off for ${place}, so nothing was posted.`, isQuiet: false };
  }
  if (quietHours && isQuiet(quietHours, at) && !isProblem(understood)) {
    const { from, to, timeZone } = quietHours;
    return {
      note: `Quiet hours of ${place} (${from} to ${to}, ${timeZone}): only problems are posted, and this was none.`,
      isQuiet: true,
    };
  }
  return null;
}

/** Lays the templates and the colour over the drawn message; buttons, sender and group stay. */
function overlaid(
  call: ForeignCall,
  { message, events }: Pick<Understood, 'message' | 'events'>,
  { title, body, colour }: Pick<Understanding, 'title' | 'body' | 'colour'>,
): WireMessage {
  if (title === null && body === null && colour === null) return message;
  const look = lookIn(call, message, events);
  const newTitle = title === null ? null : fillTitle(title, (name) => textOfValue(look(name)));
  const newBody = body === null ? '' : fillBody(body, look);
  let drawn = message;
  if (newBody !== '') {
    const { slides: _, ...rest } = drawn;
    drawn = { ...rest, text: newBody };
  }
  if (newTitle) {
    const { text = '', ...rest } = drawn;
    // Without a card the first line is the title.
    const below = newBody !== '' || message.card ? text : withoutFirstLine(text);
    drawn = {
      ...rest,
      ...(below === '' ? {} : { text: below }),
      card: { theme: 'modern-inline', ...message.card, title: newTitle },
    };
  }
  const isOver = events.every((names) => names.includes('resolved'));
  return colour && !isOver ? { ...drawn, styles: { ...drawn.styles, background: colour } } : drawn;
}

/**
 * The values of placeholders: drawn parts first, then the payload. `payload.…` means the payload, and in one without such a part its
 * own member of that name.
 */
function lookIn(call: ForeignCall, message: WireMessage, events: Understood['events']) {
  const { value } = contentOf(call);
  const [first = [], ...more] = events;
  const state = (more.length === 0 && first.find((name) => STATES.has(name))) || null;
  const event = (more.length === 0 && first.find((name) => !STATES.has(name))) || null;
  const drawn: Readonly<Record<string, () => Value>> = {
    title: () => textValue(titleOf(message)),
    text: () =>
      message.text
        ? { markup: message.card ? message.text : withoutFirstLine(message.text) || message.text }
        : null,
    service: () => textValue(message.bot?.name ?? null),
    event: () => textValue(readLine(event, 200)),
    state: () => textValue(state),
  };
  return (name: string): Value => {
    const own = Object.hasOwn(drawn, name) ? drawn[name]?.() : undefined;
    if (own) return own;
    const ofPayload = name.startsWith(PAYLOAD) ? valueAt(value, name.slice(PAYLOAD.length)) : null;
    return textValue(ofPayload ?? valueAt(value, name));
  };
}

/** What names of the payload may begin with. */
const PAYLOAD = 'payload.';
const STATES: ReadonlySet<string> = new Set(['firing', 'resolved', 'open']);
const textValue = (text: string | null): Value => (text === null || text === '' ? null : { text });

function textOfValue(value: Value): string | null {
  if (value === null) return null;
  return 'text' in value ? value.text : plainText(parseMarkup(value.markup));
}

function titleOf({ card, text }: WireMessage): string | null {
  if (card?.title) return card.title;
  const [first = ''] = (text ?? '').split('\n');
  if (first.startsWith('```')) return null;
  return asText(inlineText(parseInline(first)));
}

function withoutFirstLine(text: string): string {
  // A block of code stays whole.
  if (text.startsWith('```')) return text;
  const end = text.indexOf('\n');
  return end < 0 ? '' : text.slice(end + 1).trim();
}
