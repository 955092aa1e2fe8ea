import { grouped } from '@/lib/webhooks/body/grouped';

/** Reads `name: value` lines; a line without a colon is a name without a value. */
export function readHeaderLines(text: string): Record<string, string> {
  const entries = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line): [string, string] => {
      const colon = line.indexOf(':');
      return colon < 0
        ? [line.toLowerCase(), '']
        : [line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()];
    });
  return Object.fromEntries(entries);
}

/** Reads a query string, with or without its question mark. */
export function readQuery(text: string): Record<string, string | string[]> {
  return grouped(new URLSearchParams(text.trim().replace(/^\?/, '')));
}
