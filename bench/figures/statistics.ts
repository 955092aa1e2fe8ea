/** A figure over all rounds; `values` in the order of the rounds. */
export type Spread = { median: number; min: number; max: number; values: readonly number[] };

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** @param share 0 to 1; between two values the nearer one, or the mean of the middle two. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)] ?? Number.NaN;
  const above = sorted[Math.ceil(at)] ?? Number.NaN;
  return share === 0.5 ? (below + above) / 2 : at - Math.floor(at) < 0.5 ? below : above;
}

export function spreadOf(values: readonly number[]): Spread {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values), values };
}

/** The ratio of two figures of the same rounds, round by round: what slows a whole round down slows both. */
export function ratioOf(ours: Spread, theirs: Spread): Spread {
  return spreadOf(ours.values.map((value, round) => value / (theirs.values[round] ?? Number.NaN)));
}
