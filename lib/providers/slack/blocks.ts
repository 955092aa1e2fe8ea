import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact, Link } from '../draw';
import { bold, readLine, readText } from '../markup/foreign-text';
import { linked } from '../markup/links';
import { fromMarkdown } from '../markup/markdown';
import { fromMrkdwn } from '../markup/mrkdwn';
import { at, firstLine, lineAt, recordsAt } from '../markup/payload';
import type { Section } from '../sections';
import { richText } from './rich-text';

const MAX_BLOCKS = 50;

/** The content of Slack's blocks, with the first header as the title; null when they have none. */
export function blocksSection(all: readonly UncheckedObject[]): Section | null {
  const blocks = all.slice(0, MAX_BLOCKS);
  const header = blocks.find(({ type }) => type === 'header');
  const title = header ? lineAt(header, 'text.text') : null;
  const lines = blocks.flatMap((block) => (block === header && title ? [] : linesOf(block))).filter(Boolean);
  const facts = blocks.flatMap((block) =>
    fieldsOf(block)
      .map(factOf)
      .filter((fact) => fact !== null),
  );
  const links = blocks.flatMap(linksOf);
  const isEmpty = title === null && [lines, facts, links].every(({ length }) => length === 0);
  return isEmpty ? null : { title, lines, facts, links };
}

function linesOf(block: UncheckedObject): string[] {
  switch (block.type) {
    case 'header': {
      const text = lineAt(block, 'text.text');
      return text === null ? [] : [bold(text)];
    }
    case 'section':
      return [
        textObject(block.text),
        ...fieldsOf(block).map((field) => (factOf(field) ? '' : textObject(field))),
      ];
    case 'context':
      return [recordsAt(block, 'elements').map(textObject).filter(Boolean).join(' · ')];
    case 'markdown':
      return [fromMarkdown(readText(block.text, 3_000) ?? '')];
    case 'rich_text':
      return recordsAt(block, 'elements').map(richText);
    case 'image':
      return [linked(firstLine(block, 'title.text', 'alt_text') ?? 'Picture', block.image_url)];
    case 'divider':
      return ['---'];
    default:
      return [];
  }
}

function fieldsOf(block: UncheckedObject): UncheckedObject[] {
  return block.type === 'section' ? recordsAt(block, 'fields') : [];
}

/** `*Took:*\n4 min`, as nearly everybody writes the fields of a section. */
function factOf(field: UncheckedObject): Fact | null {
  const [, name, value] =
    /^\*([^*\n]{1,60}?):?\*:?[ \t]*\n?(?=\S)([\s\S]+)$/.exec(readText(field.text, 600)?.trim() ?? '') ?? [];
  return name === undefined || value === undefined ? null : [name, fromMrkdwn(value, 500)];
}

/** `{type: mrkdwn│plain_text, text}`; pictures in contexts are left out. */
function textObject(value: unknown): string {
  const text = readText(at(value, 'text'), 3_000);
  if (text === null) return '';
  return at(value, 'type') === 'plain_text' ? literal(text) : fromMrkdwn(text);
}

function linksOf(block: UncheckedObject): Link[] {
  const accessory = asRecord(block.accessory);
  const elements = block.type === 'actions' ? recordsAt(block, 'elements') : accessory ? [accessory] : [];
  return elements.flatMap((element): Link[] =>
    element.url === undefined ? [] : [[readLine(at(element, 'text.text'), 30) ?? 'Open', element.url]],
  );
}
