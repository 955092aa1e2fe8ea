import 'server-only';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact, Link } from '../draw';
import { bold } from '../markup/foreign-text';
import { linked } from '../markup/links';
import { fromMarkdown } from '../markup/markdown';
import { lineAt, recordsAt, textAt } from '../markup/payload';
import { type Tone, toneOfColour } from '../markup/tones';
import type { Section } from '../sections';

const MAX_ELEMENTS = 80;
const LARGE = new Set(['large', 'extralarge', 'medium']);

type Read = {
  title: string | null;
  tone: Tone | null;
  lines: string[];
  facts: Fact[];
  links: Link[];
  left: number;
};

/** The content of an Adaptive Card; its first large text is the title. */
export function adaptiveSection(card: UncheckedObject): Section {
  const read: Read = { title: null, tone: null, lines: [], facts: [], links: [], left: MAX_ELEMENTS };
  for (const element of recordsAt(card, 'body')) readElement(element, read, 0);
  for (const action of recordsAt(card, 'actions')) readAction(action, read);
  if (read.title === null && read.lines.length === 0) read.title = lineAt(card, 'fallbackText');
  return read;
}

function readElement(element: UncheckedObject, read: Read, depth: number) {
  if (read.left-- <= 0 || depth > 8) return;
  read.tone ??= toneOfStyle(element.style ?? element.color);
  switch (element.type) {
    case 'TextBlock':
      return readText(element, read);
    case 'RichTextBlock': {
      const runs = recordsAt(element, 'inlines').map((run) => textAt(run, 'text', 500) ?? '');
      const text = runs.join('');
      return void (text.trim() && read.lines.push(fromMarkdown(text)));
    }
    case 'FactSet':
      for (const fact of recordsAt(element, 'facts')) {
        const value = textAt(fact, 'value', 500);
        const name = (lineAt(fact, 'title') ?? '').replace(/:\s*$/, '') || ' ';
        if (value) read.facts.push([name, fromMarkdown(value)]);
      }
      return;
    case 'Image':
      return void (element.altText && read.lines.push(linked(element.altText, element.url)));
    case 'ActionSet':
      for (const action of recordsAt(element, 'actions')) readAction(action, read);
      return;
    default:
      for (const part of ['items', 'columns', 'rows', 'cells', 'body']) {
        for (const inner of recordsAt(element, part)) readElement(inner, read, depth + 1);
      }
  }
}

function readText(element: UncheckedObject, read: Read) {
  const text = textAt(element, 'text', 3_000);
  if (text === null) return;
  const isLarge = LARGE.has(lineAt(element, 'size')?.toLowerCase() ?? '') || element.style === 'heading';
  const isBold = lineAt(element, 'weight')?.toLowerCase() === 'bolder';
  if (read.title === null && read.lines.length === 0 && (isLarge || isBold) && !text.includes('\n')) {
    read.title = text.replace(/\[([^\]]*)\]\([^()]*\)/g, '$1').replace(/\*\*|__/g, '');
  } else read.lines.push(isBold && !/[*_[\]\n]/.test(text) ? bold(text) : fromMarkdown(text));
}

function readAction(action: UncheckedObject, read: Read) {
  if (action.type === 'Action.OpenUrl') read.links.push([lineAt(action, 'title') ?? 'Open', action.url]);
  if (action.type === 'Action.ShowCard') {
    for (const inner of recordsAt(action, 'card.body')) readElement(inner, read, 1);
  }
}

function toneOfStyle(style: unknown): Tone | null {
  const name = typeof style === 'string' ? style.toLowerCase() : '';
  return name === 'good' || name === 'warning' || name === 'attention' ? toneOfColour(name) : null;
}
