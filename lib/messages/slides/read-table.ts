import { asArray, asRecord, asText, showValue, type UncheckedObject } from '../parts/unchecked';
import { isNumeric } from './table-numbers';
import type { TableSlide } from './types';

const MAX_ROWS = 200;
const MAX_COLUMNS = 30;

/** `{headers, rows, styles}`; without headers the rows' keys are the headers. */
export function readTable(data: unknown, slideStyles: unknown): TableSlide | undefined {
  const table = asRecord(data);
  if (!table || !Array.isArray(table.rows)) return undefined;
  const named = asArray(table.headers).map(showValue);
  const styles = { ...asRecord(slideStyles), ...asRecord(table.styles) };
  return tableOf(named.length ? named : keysOf(table.rows), table.rows, styles);
}

/** A table of records or lists. Undefined without columns. */
export function tableOf(
  allHeaders: string[],
  source: readonly unknown[],
  styles: UncheckedObject = {},
): TableSlide | undefined {
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
  return {
    kind: 'table',
    headers,
    rows,
    numeric,
    rowsLeftOut: source.length - rows.length,
    stickyColumns: Math.min(readSticky(styles.sticky, headers), headers.length - 1),
    widths: readWidths(styles.width, headers),
  };
}

export function keysOf(rows: readonly unknown[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(asRecord(row) ?? {})))];
}

/**
 * Reads `true`, `2`, `[true, false]`, `[0, 1]`, `["Name"]` and `{"columns": …}`: the number of columns from the
 * first.
 */
function readSticky(value: unknown, headers: string[]): number {
  const record = asRecord(value);
  if (record) return readSticky(record.columns ?? record.column, headers);
  if (!Array.isArray(value)) {
    if (value === true || value === 'true') return 1;
    const count = Number(asText(value) ?? 0);
    return Number.isInteger(count) && count > 0 ? count : 0;
  }
  if (value.every((entry) => typeof entry === 'boolean'))
    return leading(headers, (column) => value[column] === true);
  const names = value.map(showValue);
  // Counted from 1, unless something is at 0.
  const shift = names.includes('0') ? 0 : 1;
  return leading(headers, (column, header) => names.includes(header) || names.includes(`${column + shift}`));
}

function leading(headers: string[], isSticky: (column: number, header: string) => boolean): number {
  const first = headers.findIndex((header, column) => !isSticky(column, header));
  return first < 0 ? headers.length : first;
}

const WIDTH = /^(\d{1,4}(?:\.\d{1,3})?)\s*(px|%)?$/;

/** Bare numbers and per cents are parts of the whole width, as in Cliq; `px` stays. */
function readWidths(value: unknown, headers: string[]): TableSlide['widths'] {
  const byName = asRecord(value);
  const given = byName ? headers.map((header) => byName[header]) : asArray(value);
  if (given.length === 0) return [];
  const parsed = headers.map((_, column) => WIDTH.exec(asText(given[column]) ?? ''));
  const parts = parsed.map((match) => (match && match[2] !== 'px' ? Number(match[1]) : 0));
  const whole = Math.max(
    100,
    parts.reduce((sum, part) => sum + part, 0),
  );
  return parsed.map((match, column) => {
    if (!match || Number(match[1]) === 0) return null;
    if (match[2] === 'px') return `${Math.min(Number(match[1]), 480)}px`;
    return `${Math.round(((parts[column] ?? 0) / whole) * 1_000) / 10}%`;
  });
}
