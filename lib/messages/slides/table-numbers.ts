const NUMERIC =
  /^[-+−±]?\s?[$€£¥₹]?\s?\d[\d.,'\u00a0\u202f ]*\s?(?:[%‰$€£¥₹]|[a-zA-Zµ]{1,3}(?:\/[a-z]{1,3})?)?$/;
const MAX_CHARS = 40;

/** Whether a table cell is a number, with its sign, currency or unit: `1,024`, `-3 %`, `12.5 ms`, `€ 40`. */
export function isNumeric(cell: string): boolean {
  const text = cell.trim();
  return text.length <= MAX_CHARS && NUMERIC.test(text);
}
