/** The column holds 100; the rest is room for the digits of `firstFree`, whose result must begin with the base. */
const BASE_MAX = 90;

/**
 * The part of a name that URLs can contain: `CI / CD` gives `cicd`, `Über uns` gives `uberuns`; the fallback when
 * nothing is left. One letter may become several: `ﬃ` gives `ffi`.
 */
export function uniqueNameFrom(name: string, fallback = 'channel'): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .replace(/[^a-z0-9_-]/g, '')
    .replace(/^[-_]+/, '')
    .slice(0, BASE_MAX)
    .replace(/[-_]+$/, '');
  return folded || fallback;
}

/** The base itself, or with the smallest number that is free: `cicd`, `cicd1`, `cicd2`. */
export function firstFree(base: string, taken: ReadonlySet<string>): string {
  if (!taken.has(base)) return base;
  let digit = 1;
  while (taken.has(`${base}${digit}`)) digit += 1;
  return `${base}${digit}`;
}
