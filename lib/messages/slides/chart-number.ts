/** A value of a chart: the number, and the text around it. */
export type ChartNumber = { value: number; text: string; before: string; after: string };

const AROUND =
  /^([-+]?)\s*(\p{Sc}?)\s*([-+]?)(\d[\d.,'’\u00a0\u202f ]*(?:e[-+]?\d{1,2})?|[.,]\d+)\s*([^\d]{0,12})$/iu;
const GROUPS = /^\d{1,3}(?:[.,]\d{3})+$/;
/** Beyond this, sums and scales of a chart could overflow. */
const MOST = 1e18;

/** Reads `12`, `"12.5 %"`, `"1,024"`, `"1.024,5"`, `"€ 40"`, `"12 ms"`. Null for everything else. */
export function readChartNumber(value: unknown): ChartNumber | null {
  if (typeof value === 'number') return made(value, String(value), '', '');
  if (typeof value !== 'string' || value.length > 40) return null;
  const text = value.trim();
  const match = AROUND.exec(text.replace('−', '-'));
  if (!match) return null;
  const [, sign = '', before = '', innerSign = '', digits = '', after = ''] = match;
  const amount = readDigits(digits.replace(/['’\u00a0\u202f ]/g, ''));
  if (amount === null) return null;
  return made(sign === '-' || innerSign === '-' ? -amount : amount, text, before, after.trim());
}

function made(value: number, text: string, before: string, after: string): ChartNumber | null {
  return Number.isFinite(value) && Math.abs(value) <= MOST ? { value, text, before, after } : null;
}

/**
 * `1,024` and `1.024.000` are thousands; of two different signs, and of a single one, the last is the decimal sign.
 */
function readDigits(digits: string): number | null {
  const comma = digits.lastIndexOf(',');
  const dot = digits.lastIndexOf('.');
  const signs = digits.replace(/[^.,]/g, '').length;
  if (comma >= 0 && dot >= 0) {
    const [thousands, decimal] = comma > dot ? ['.', ','] : [',', '.'];
    return plain(digits.replaceAll(thousands, '').replace(decimal, '.'));
  }
  const isGrouped = GROUPS.test(digits) && (comma >= 0 || signs > 1);
  return plain(isGrouped ? digits.replace(/[.,]/g, '') : digits.replace(',', '.'));
}

function plain(digits: string): number | null {
  const value = Number(digits);
  return digits === '' || Number.isNaN(value) ? null : value;
}
