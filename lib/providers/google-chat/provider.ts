import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact, Link } from '../draw';
import { bold } from '../markup/foreign-text';
import { fromMrkdwn } from '../markup/mrkdwn';
import { at, firstLine, lineAt, recordsAt, textAt } from '../markup/payload';
import type { Provider } from '../provider';
import { type Section, sectionsMessage } from '../sections';

/** Messages to Google Chat, with cards of its first and second version. */
export const googleChat: Provider = {
  name: 'google-chat',
  title: null,
  detect: ({ payload }) => cardsOf(payload).length > 0,
  event: () => null,
  render: ({ payload }) => {
    const text = textAt(payload, 'text', 3_000);
    return sectionsMessage([text && fromMrkdwn(text)], cardsOf(payload).map(sectionOf), null);
  },
};

function cardsOf(payload: UncheckedObject): UncheckedObject[] {
  const second = recordsAt(payload, 'cardsV2').flatMap(
    ({ card }) => asRecord(card) ?? [],
  ) as UncheckedObject[];
  const cards = second.length > 0 ? second : recordsAt(payload, 'cards');
  return cards.filter((card) => card.sections !== undefined || card.header !== undefined);
}

function sectionOf(card: UncheckedObject): Section {
  const lines: (string | null)[] = [textLine(at(card, 'header.subtitle'))];
  const facts: Fact[] = [];
  const links: Link[] = [];
  for (const section of recordsAt(card, 'sections').slice(0, 10)) {
    const header = lineAt(section, 'header');
    if (header) lines.push(bold(header.replace(/<[^<>]{1,100}>/g, '')));
    for (const widget of recordsAt(section, 'widgets').slice(0, 30)) {
      lines.push(textLine(at(widget, 'textParagraph.text')));
      const pair = asRecord(widget.decoratedText ?? widget.keyValue);
      if (pair) facts.push(...factOf(pair));
      const buttons = [
        ...recordsAt(widget, 'buttonList.buttons'),
        ...recordsAt(widget, 'buttons'),
        ...(pair ? [pair] : []),
      ];
      links.push(...buttons.flatMap(linkOf));
    }
  }
  return { title: lineAt(card, 'header.title'), lines, facts, links };
}

function factOf(pair: UncheckedObject): Fact[] {
  const value = textLine(pair.text ?? pair.content);
  const name = firstLine(pair, 'topLabel', 'bottomLabel') ?? ' ';
  return value ? [[name, value]] : [];
}

function linkOf(button: UncheckedObject): Link[] {
  const inner = asRecord(button.textButton ?? button.button) ?? button;
  const address = at(inner, 'onClick.openLink.url');
  return address === undefined ? [] : [[firstLine(inner, 'text', 'topLabel') ?? 'Open', address]];
}

/** Text with a few tags of HTML. */
function textLine(value: unknown): string | null {
  const text = textAt({ value }, 'value', 2_000);
  if (text === null) return null;
  const marked = text
    .replace(/<br ?\/?>/gi, '\n')
    .replace(/<a href="([^"<>|]*)">([^<>|]*)<\/a>/gi, '<$1|$2>')
    .replace(/<\/?(?:b|strong)>/gi, '*')
    .replace(/<\/?(?:i|em)>/gi, '_')
    .replace(/<\/?(?:u|s|strike|font)(?: [^<>]*)?>/gi, '');
  return fromMrkdwn(marked);
}
