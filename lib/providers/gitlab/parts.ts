import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readText } from '../markup/foreign-text';
import { linked } from '../markup/links';
import { fromMarkdown } from '../markup/markdown';
import { at, firstLine, lookUp } from '../markup/payload';

export function who(payload: UncheckedObject): string {
  return literal(
    firstLine(payload, 'user_name', 'user.name', 'user.username', 'user_username') ?? 'Somebody',
  );
}

export function inProject(payload: UncheckedObject): string {
  const name = linked(
    firstLine(payload, 'project.path_with_namespace', 'project.name', 'repository.name', 'project_name'),
    at(payload, 'project.web_url') ?? at(payload, 'repository.homepage'),
  );
  return name === '' ? '' : ` · ${name}`;
}

export function excerpt(value: unknown): string | null {
  const text = readText(value, 500);
  if (text === null) return null;
  const lines = fromMarkdown(text)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.some((line) => line.startsWith('```'))
    ? fromMarkdown(text)
    : lines
        .slice(0, 4)
        .map((line) => `! ${line.replace(/^(?:#+|!) /, '')}`)
        .join('\n');
}

const PAST: Readonly<Record<string, string>> = {
  open: 'opened',
  close: 'closed',
  reopen: 'reopened',
  update: 'updated',
  merge: 'merged',
  approved: 'approved',
  approval: 'approved',
  unapproved: 'took back the approval of',
  unapproval: 'took back the approval of',
  create: 'created',
  delete: 'deleted',
};

export function past(action: string | null): string {
  return lookUp(PAST, action) ?? literal(action ?? 'changed');
}
