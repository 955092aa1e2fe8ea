import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readLine } from './foreign-text';

/** The fields of a payload, whose names its sender chose, by those names in snake case. */
export type SnakeFields = ReadonlyMap<string, unknown>;

const MAX_DEPTH = 3;
const MAX_FIELDS = 200;
const MAX_NAME = 100;

/**
 * `event.name`, `eventName`, `EVENT.NAME` and `{event: {name}}` all become `event_name`; the first of several counts.
 */
export function snakeFields(payload: UncheckedObject): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  addTo(fields, payload, '', 1);
  return fields;
}

function addTo(fields: Map<string, unknown>, record: UncheckedObject, prefix: string, depth: number): void {
  for (const [key, value] of Object.entries(record)) {
    if (fields.size >= MAX_FIELDS) return;
    const name = prefix + snakeName(key);
    if (!fields.has(name)) fields.set(name, value);
    const inner = asRecord(value);
    if (inner && depth < MAX_DEPTH) addTo(fields, inner, `${name}_`, depth + 1);
  }
}

export function snakeName(key: string): string {
  return key
    .slice(0, MAX_NAME)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();
}

/** One line of plain text from the first of these fields that holds one. */
export function fieldLine(fields: SnakeFields, names: readonly string[], limit?: number): string | null {
  for (const name of names) {
    const line = readLine(fields.get(name), limit);
    if (line !== null) return line;
  }
  return null;
}
