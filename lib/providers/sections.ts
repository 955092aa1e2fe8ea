import 'server-only';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { buttonsOf, type Fact, factSlide, type Link, textOf } from './draw';
import { bold, readLine } from './markup/foreign-text';
import { linked } from './markup/links';
import { type Tone, worstOf } from './markup/tones';

/** A part of a message to another chat: an attachment, embed or card. */
export type Section = {
  tone?: Tone | null;
  /** Plain text. */
  title?: string | null;
  address?: unknown;
  /** Markup. */
  lines?: readonly (string | null | false)[];
  facts?: readonly Fact[];
  links?: readonly Link[];
};

const MAX_SECTIONS = 10;

/**
 * A message of another chat: its text, then its parts. A single part with a title becomes a card; several follow each
 * other.
 */
export function sectionsMessage(
  lead: readonly (string | null | false)[],
  parts: readonly Section[],
  from: unknown,
): WireMessage | null {
  const sections = parts.slice(0, MAX_SECTIONS);
  const [first] = sections;
  const isCard = sections.length === 1 && first?.title != null;
  const text = textOf([...lead, ...sections.flatMap((section) => linesOf(section, isCard))]);
  const facts = factSlide(sections.flatMap(({ facts = [] }) => facts));
  const title = isCard ? readLine(first.title, 200) : null;
  if (text === '' && facts.length === 0 && title === null) return null;
  const tone = worstOf(sections.map((section) => section.tone));
  const links = sections.flatMap((section): readonly Link[] => [
    ...(isCard ? ([['Open', section.address]] as const) : []),
    ...(section.links ?? []),
  ]);
  const name = readLine(from, 50);
  return {
    ...(name === null ? {} : { bot: { name } }),
    ...(text === '' ? {} : { text }),
    ...(title === null ? {} : { card: { title, theme: 'modern-inline' } }),
    ...(tone ? { styles: { background: tone } } : {}),
    ...(facts.length === 0 ? {} : { slides: facts }),
    ...buttonsOf(links),
  };
}

function linesOf({ title, address, lines = [] }: Section, isCard: boolean): (string | null | false)[] {
  if (isCard || !title) return [...lines];
  return [address ? linked(title, address) : bold(title), ...lines];
}
