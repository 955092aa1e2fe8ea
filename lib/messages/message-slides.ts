import { asArray, asRecord, asText, type Loose, showValue } from './loose';
import { type MessageButton, readButtons } from './message-buttons';
import { safeImage } from './safe-url';
import { isNumeric } from './table-numbers';

export type TableSlide = {
  kind: 'table';
  headers: string[];
  rows: string[][];
  /** Per column: whether every value in it is a number, to be set to the right. */
  numeric: boolean[];
  /** How many rows there are beyond the ones kept. */
  rowsLeftOut: number;
};

export type Slide = { title: string | null; buttons: MessageButton[] } & (
  | TableSlide
  | { kind: 'list'; items: string[] }
  | { kind: 'label'; pairs: { label: string; value: string }[] }
  | { kind: 'images'; urls: string[] }
  | { kind: 'text'; text: string }
);

const MAX_SLIDES = 20;
const MAX_ROWS = 200;
const MAX_COLUMNS = 30;

type Body = Slide extends infer S ? (S extends Slide ? Omit<S, 'title' | 'buttons'> : never) : never;

/** The slides that hold something. A kind not known here (a chart, say) becomes a table of its data. */
export function readSlides(value: unknown): Slide[] {
  return asArray(value)
    .slice(0, MAX_SLIDES)
    .flatMap((entry, index) => {
      const slide = asRecord(entry);
      const body = slide ? readBody(slide) : undefined;
      if (!slide || !body) return [];
      const buttons = readButtons(slide.buttons, `slides.${index}.buttons`);
      return [{ title: asText(slide.title), buttons, ...body } as Slide];
    });
}

function readBody({ type, data }: Loose): Body | undefined {
  switch (type) {
    case 'table':
      return readTable(data);
    case 'list':
      return nonEmpty(asArray(data).map(showValue), (items) => ({ kind: 'list', items }));
    case 'label':
      return nonEmpty(pairsOf(data), (pairs) => ({ kind: 'label', pairs }));
    case 'images':
      return readImages(data);
    case 'text':
      return typeof data === 'string' && data.trim() ? { kind: 'text', text: data } : readAnything(data);
    default:
      return readAnything(data);
  }
}

function readTable(data: unknown): Body | undefined {
  const table = asRecord(data);
  if (!table || !Array.isArray(table.rows)) return readAnything(data);
  const rows: readonly unknown[] = table.rows;
  const named = asArray(table.headers).map(showValue);
  const headers = named.length ? named : keysOf(rows);
  return tableOf(headers, rows);
}

function tableOf(allHeaders: string[], source: readonly unknown[]): Body | undefined {
  const headers = allHeaders.slice(0, MAX_COLUMNS);
  if (headers.length === 0) return undefined;
  const rows = source.slice(0, MAX_ROWS).map((row) => {
    const byName = asRecord(row);
    return headers.map((header, column) => showValue(byName ? byName[header] : asArray(row)[column]));
  });
  const numeric = headers.map((_, column) => {
    const values = rows.map((row) => row[column] ?? '').filter((cell) => cell.trim() !== '');
    return values.length > 0 && values.every(isNumeric);
  });
  return { kind: 'table', headers, rows, numeric, rowsLeftOut: source.length - rows.length };
}

function readImages(data: unknown): Body | undefined {
  const urls = asArray(data).flatMap((entry) => safeImage(asRecord(entry)?.url ?? entry) ?? []);
  // Pictures that cannot be shown (http, data URLs) are still named.
  return urls.length ? { kind: 'images', urls } : readAnything(data);
}

/** Data of whatever shape, so that a reader can read it. */
function readAnything(data: unknown): Body | undefined {
  if (Array.isArray(data)) {
    if (data.length > 0 && data.every(asRecord)) return tableOf(keysOf(data), data);
    return nonEmpty(data.map(showValue), (items) => ({ kind: 'list', items }));
  }
  if (asRecord(data)) return nonEmpty(pairsOf(data), (pairs) => ({ kind: 'label', pairs }));
  const text = asText(data);
  return text ? { kind: 'text', text } : undefined;
}

function keysOf(rows: readonly unknown[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(asRecord(row) ?? {})))];
}

/** `[{"k": "v"}, …]` and `{"k": "v", …}` alike. */
function pairsOf(data: unknown): { label: string; value: string }[] {
  const records = Array.isArray(data) ? data : [data];
  return records.flatMap((record) =>
    Object.entries(asRecord(record) ?? {}).map(([label, value]) => ({ label, value: showValue(value) })),
  );
}

function nonEmpty<T>(items: T[], make: (items: T[]) => Body): Body | undefined {
  return items.length > 0 ? make(items) : undefined;
}
