import 'server-only';

/** Currencies without a smaller unit, and those with thousandths; Stripe's amounts are in the smallest one. */
const WHOLE = new Set('bif clp djf gnf jpy kmf krw mga pyg rwf ugx vnd vuv xaf xof xpf'.split(' '));
const THOUSANDTHS = new Set('bhd jod kwd omr tnd'.split(' '));

/** `amountText(123450, 'eur')` is "EUR 1,234.50". */
export function amountText(amount: number, currency: string): string {
  const code = currency.toLowerCase();
  const digits = WHOLE.has(code) ? 0 : THOUSANDTHS.has(code) ? 3 : 2;
  const value = (amount / 10 ** digits).toLocaleString('en', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${code.toUpperCase()} ${value}`;
}
