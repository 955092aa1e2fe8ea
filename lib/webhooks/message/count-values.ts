import 'server-only';

/** Whether a value of JSON has at most `most` values, itself and all members counted. */
export function isWithin(value: unknown, most: number): boolean {
  return left(value, most) >= 0;
}

/** What remains of `budget` after this value; stops below 0. */
function left(value: unknown, budget: number): number {
  let rest = budget - 1;
  if (typeof value !== 'object' || value === null) return rest;
  for (const one of Array.isArray(value) ? value : Object.values(value)) {
    if (rest < 0) return rest;
    rest = left(one, rest);
  }
  return rest;
}
