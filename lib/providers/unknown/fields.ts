import 'server-only';
import { readText } from '../markup/foreign-text';
import { rankOf } from './field-rank';

/** A scalar of a payload, its dotted path, and its rank for a reader (0 matters most). */
export type Field = { path: string; value: string; rank: number };

/** The usage history has the fields beyond this. */
const MAX_FIELDS = 200;
const MAX_VISITED = 3_000;
const MAX_VALUE = 500;
/** The longest address that is kept; a shortened one would lead nowhere. */
const MAX_ADDRESS = 2_048;
const MAX_PATH = 80;
/** Entries of a list whose members are shown; all entries are counted. */
const MAX_ENTRIES = 5;
const ADDRESS = /^https?:\/\/\S+$/;

/**
 * The fields of a payload in its own order, without empty ones. `isWhole`: no field was left out for lack of room.
 */
export function fieldsOf(
  payload: unknown,
  skipped: ReadonlySet<string>,
): { fields: Field[]; isWhole: boolean } {
  const fields: Field[] = [];
  let visited = 0;
  let isWhole = true;

  function visit(value: unknown, path: string, depth: number) {
    visited++;
    if (visited > MAX_VISITED || fields.length >= MAX_FIELDS) {
      isWhole = false;
      return;
    }
    if (skipped.has(path)) return;
    if (Array.isArray(value)) return visitList(value, path, depth);
    if (typeof value === 'object' && value !== null) {
      for (const key in value) visit((value as Record<string, unknown>)[key], joined(path, key), depth + 1);
      return;
    }
    const text = scalar(value);
    if (text !== null) add(path, text, depth);
  }

  function visitList(list: readonly unknown[], path: string, depth: number) {
    if (list.length === 0) return;
    const scalars = list.every((entry) => typeof entry !== 'object' || entry === null);
    if (path !== '') add(path, scalars ? listed(list) : entries(list), depth);
    if (scalars && path !== '') return;
    list.slice(0, MAX_ENTRIES).forEach((entry, index) => {
      visit(entry, joined(path, `${index}`), depth + 2);
    });
    if (list.length > MAX_ENTRIES) isWhole = false;
  }

  function add(path: string, value: string, depth: number) {
    if (value !== '') fields.push({ path, value, rank: rankOf(path, value, depth) });
  }

  visit(payload, '', 0);
  return { fields, isWhole };
}

export function entries({ length }: readonly unknown[]): string {
  return length === 1 ? '1 entry' : `${length.toLocaleString('en')} entries`;
}

function joined(path: string, key: string): string {
  const name = (readText(key, MAX_PATH) ?? '""').replace(/\s+/g, ' ').trim();
  return path === '' ? name : `${path}.${name}`;
}

function scalar(value: unknown): string | null {
  const text = readText(value, MAX_ADDRESS);
  if (text === null || text.length <= MAX_VALUE || ADDRESS.test(text)) return text;
  return readText(text, MAX_VALUE);
}

const MAX_LISTED = 6;

/** `a, b, c`, or the first entries and the length of the list. */
function listed(list: readonly unknown[]): string {
  const shown = list
    .slice(0, MAX_LISTED)
    .flatMap((entry) => readText(entry, 100) ?? [])
    .join(', ');
  if (list.length <= MAX_LISTED) return shown;
  return shown === '' ? entries(list) : `${shown}, … (${entries(list)})`;
}
