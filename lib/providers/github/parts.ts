import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { linked } from '../markup/links';
import { fromMarkdown } from '../markup/markdown';
import { at, lineAt, textAt } from '../markup/payload';

/** Parts that GitHub's events share. All of them are markup; empty when the payload lacks them. */
export function who(payload: UncheckedObject): string {
  return literal(lineAt(payload, 'sender.login') ?? lineAt(payload, 'pusher.name') ?? 'Somebody');
}

export function repository(payload: UncheckedObject): string {
  return linked(
    at(payload, 'repository.full_name') ?? at(payload, 'organization.login'),
    at(payload, 'repository.html_url'),
  );
}

/** ` · acme/site`, the end of every line. */
export function inRepository(payload: UncheckedObject): string {
  const name = repository(payload);
  return name === '' ? '' : ` · ${name}`;
}

/** `#7 Title`, linked to its page. */
export function numbered(thing: unknown): string {
  const number = lineAt(thing, 'number');
  const title = lineAt(thing, 'title', 150) ?? '';
  return linked(`${number === null ? '' : `#${number} `}${title}`.trim(), at(thing, 'html_url'));
}

/** The beginning of a text that somebody wrote, as a quote. */
export function excerpt(payload: unknown, path: string): string | null {
  const text = textAt(payload, path, 600);
  if (text === null) return null;
  const lines = fromMarkdown(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  if (lines.some((line) => line.startsWith('```'))) return fromMarkdown(text);
  return lines
    .slice(0, 4)
    .map((line) => (line.startsWith('! ') ? line : `! ${line.replace(/^#+ /, '')}`))
    .join('\n');
}

/** `opened`, `review requested`: an action in words. */
export function words(action: string | null): string {
  return literal((action ?? 'changed').replaceAll('_', ' '));
}

export function branchOf(ref: string | null): string | null {
  return ref === null ? null : ref.replace(/^refs\/(?:heads|tags)\//, '');
}
