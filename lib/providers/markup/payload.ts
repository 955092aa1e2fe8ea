import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { asArray, asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readLine, readText } from './foreign-text';

/** The value at a dotted path of a payload; undefined when there is none. */
export function at(payload: unknown, path: string): unknown {
  let value = payload;
  for (const name of path.split('.')) {
    const record = asRecord(value);
    value = record && Object.hasOwn(record, name) ? record[name] : undefined;
  }
  return value;
}

/** The entry of a table for a word from a payload; inherited members, such as `constructor`, do not count. */
export function lookUp<T>(table: Readonly<Record<string, T>>, word: string | null): T | undefined {
  return word !== null && Object.hasOwn(table, word) ? table[word] : undefined;
}

/** One line of plain text, or null. */
export function lineAt(payload: unknown, path: string, limit?: number): string | null {
  return readLine(at(payload, path), limit);
}

/** Like `lineAt`, for the first path that holds a text. */
export function firstLine(payload: unknown, ...paths: string[]): string | null {
  for (const path of paths) {
    const line = lineAt(payload, path);
    if (line !== null) return line;
  }
  return null;
}

/** Markup that shows the text at a path on one line; empty when there is none. */
export function shownAt(payload: unknown, path: string, limit?: number): string {
  return literal(lineAt(payload, path, limit) ?? '');
}

export function textAt(payload: unknown, path: string, limit?: number): string | null {
  return readText(at(payload, path), limit);
}

export function listAt(payload: unknown, path: string): readonly unknown[] {
  return asArray(at(payload, path));
}

export function recordsAt(payload: unknown, path: string): UncheckedObject[] {
  return listAt(payload, path).flatMap((entry): UncheckedObject[] => {
    const record = asRecord(entry);
    return record ? [record] : [];
  });
}

export const numberAt = (payload: unknown, path: string) => numberOf(at(payload, path));

/** A number, also as the text of its digits: so senders write it, and so comes one that JavaScript would write differently. */
export function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

/** The first line of a text with several, such as a commit message. */
export function firstLineOf(value: unknown, limit = 120): string | null {
  const text = readText(value, 2_000);
  return text === null ? null : readLine(text.trim().split('\n')[0], limit);
}
