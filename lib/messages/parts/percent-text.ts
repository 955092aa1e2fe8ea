const format = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const whole = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 });

/** A share of one as every page writes it: `0.4567` is "45.7%", or "46%" when `isWhole`. */
export function percentText(share: number, { isWhole = false } = {}): string {
  return (isWhole ? whole : format).format(share);
}
