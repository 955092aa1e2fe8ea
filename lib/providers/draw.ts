import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { cut, readLine } from './markup/foreign-text';
import { readLink } from './markup/links';
import type { Tone } from './markup/tones';

/** A button with a link; left out when it has no address. */
export type Link = readonly [label: string, address: unknown];
/** A name and markup; left out when the markup is empty. */
export type Fact = readonly [name: string, value: string | null | undefined];

const MAX_TEXT = 4_900;
const MAX_BUTTONS = 5;
const MAX_LABEL = 30;
const MAX_TITLE = 200;
const MAX_ITEMS = 5;
/** A longer list shows its first entries and its length. */
const MAX_ROWS = 20;
const FIRST_ROWS = 10;
const MAX_SLIDE_CHARACTERS = 4_500;

/** Something happened: one or two lines without a box, then at most five items. Lines are markup. */
export function eventMessage(
  lines: readonly (string | null | false)[],
  links: readonly Link[] = [],
): WireMessage {
  return { text: textOf(lines) || 'An event without content', ...buttonsOf(links) };
}

/** At most five lines of a list, and the number of the others. */
export function items<T>(list: readonly T[], itemOf: (entry: T) => string, total = list.length): string[] {
  const shown = list.slice(0, MAX_ITEMS).map(itemOf).filter(Boolean);
  const more = total - Math.min(list.length, MAX_ITEMS);
  return more > 0 && shown.length > 0 ? [...shown, `and ${more.toLocaleString('en')} more`] : shown;
}

export type State = {
  tone: Tone;
  /** What, where and the word of the state, as plain text. */
  title: string;
  /** Markup, one line each. */
  lines?: readonly (string | null | false)[];
  facts?: readonly Fact[];
  /** Only for several things of one kind. Cells are markup. */
  table?: { headers: string[]; rows: string[][]; title?: string };
  links?: readonly Link[];
};

/** Something is in a state: a card with its colour and word, a sentence, facts or a table, links. */
export function stateMessage({ tone, title, lines = [], facts = [], table, links = [] }: State): WireMessage {
  const text = textOf(lines);
  const slides = [...tableSlide(table), ...factSlide(facts)];
  return {
    card: { title: readLine(title, MAX_TITLE) ?? 'State', theme: 'modern-inline' },
    styles: { background: tone },
    ...(text === '' ? {} : { text }),
    ...(slides.length === 0 ? {} : { slides }),
    ...buttonsOf(links),
  };
}

type Slides = NonNullable<WireMessage['slides']>;

export function factSlide(facts: readonly Fact[]): Slides {
  let left = MAX_SLIDE_CHARACTERS;
  const data = facts.flatMap(([name, value]) => {
    const label = readLine(name, 60);
    if (!label || !value || value.trim() === '') return [];
    left -= label.length + value.length;
    return left < 0 ? [] : [{ [label]: value }];
  });
  return data.length === 0 ? [] : [{ type: 'label', data }];
}

function tableSlide(table: State['table']): Slides {
  if (!table || table.rows.length === 0) return [];
  let left = MAX_SLIDE_CHARACTERS;
  const first = table.rows.length > MAX_ROWS ? table.rows.slice(0, FIRST_ROWS) : table.rows;
  const rows = first.filter((row) => {
    left -= row.join('').length;
    return left >= 0;
  });
  const missing = table.rows.length - rows.length;
  const title = table.title ?? (missing > 0 ? `The first ${rows.length} of ${table.rows.length}` : undefined);
  return rows.length === 0 ? [] : [{ type: 'table', title, data: { headers: table.headers, rows } }];
}

/** As many whole lines as fit. */
export function textOf(lines: readonly (string | null | false)[]): string {
  let text = '';
  for (const line of lines) {
    if (!line) continue;
    const longer = text === '' ? line : `${text}\n${line}`;
    if (longer.length > MAX_TEXT) return text === '' ? literal(cut(line, MAX_TEXT / 2)) : `${text}\n…`;
    text = longer;
  }
  return text.trim();
}

export function buttonsOf(links: readonly Link[]): Pick<WireMessage, 'buttons'> {
  const seen = new Set<string>();
  const buttons = links.flatMap(([name, address]) => {
    const [label, web] = [readLine(name, MAX_LABEL), readLink(address)];
    if (label === null || web === null || seen.has(web)) return [];
    seen.add(web);
    return [{ label, action: { type: 'open.url' as const, data: { web } } }];
  });
  return buttons.length === 0 ? {} : { buttons: buttons.slice(0, MAX_BUTTONS) };
}
