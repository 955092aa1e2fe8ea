import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { cut } from '../markup/foreign-text';
import type { Field } from './fields';

type Slides = NonNullable<WireMessage['slides']>;

/** This many fields are readable at once; of more, the most telling come first and the rest is folded. */
const MAX_AT_ONCE = 10;
const MAX_TELLING = 8;
/** A field beyond this rank comes first only when there is little else. */
const MAX_RANK = 1;
const MIN_TELLING = 3;
const MAX_VALUE_AT_ONCE = 300;
/** Slides may have 10,000. */
const MAX_CHARACTERS = 9_000;

/** Fields as a short table, with the less telling ones folded below it. */
export function fieldSlides(fields: readonly Field[], isWhole: boolean): Slides {
  const telling = tellingOf(fields);
  const rest = fields.filter((field) => !telling.has(field));
  const first = rowsWithin(
    [...telling].map((field) => row(field, MAX_VALUE_AT_ONCE)),
    MAX_CHARACTERS / 2,
  );
  const second = rowsWithin(
    rest.map((field) => row(field, Number.POSITIVE_INFINITY)),
    MAX_CHARACTERS - sizeOf(first),
  );
  const hasAll = isWhole && first.length === telling.size && second.length === rest.length;
  const more = hasAll ? '' : '; the usage history has the whole call';
  const count = second.length === 1 ? '1 more field' : `${second.length} more fields`;
  return [
    ...(first.length > 0 ? [table(first)] : []),
    ...(second.length > 0 ? [{ ...table(second), title: count + more, styles: { folded: true } }] : []),
  ];
}

/** The most telling fields, in the payload's own order. */
function tellingOf(fields: readonly Field[]): Set<Field> {
  if (fields.length <= MAX_AT_ONCE) return new Set(fields);
  const byRank = fields.toSorted((a, b) => a.rank - b.rank).slice(0, MAX_TELLING);
  const chosen = new Set(byRank.filter(({ rank }, place) => rank <= MAX_RANK || place < MIN_TELLING));
  return new Set(fields.filter((field) => chosen.has(field)));
}

type Row = [name: string, value: string];

function row({ path, value }: Field, limit: number): Row {
  const isAddress = /^https?:\/\/\S+$/.test(value);
  return [literal(path), literal(isAddress ? value : cut(value, limit))];
}

function rowsWithin(rows: Row[], characters: number): Row[] {
  let left = characters;
  const end = rows.findIndex((one) => {
    left -= sizeOf([one]);
    return left < 0;
  });
  return end < 0 ? rows : rows.slice(0, end);
}

function sizeOf(rows: readonly Row[]): number {
  return rows.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
}

function table(rows: Row[]): Slides[number] {
  return { type: 'table', title: undefined, data: { headers: ['Field', 'Value'], rows } };
}
