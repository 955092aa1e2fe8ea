import { shorten } from '@/lib/messages/parts/shorten';

const browsers: [RegExp, string][] = [
  [/Edg\//, 'Edge'],
  [/OPR\//, 'Opera'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
];
const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux'],
];

/** Of a program that names itself; with a system it is no longer than the name of a passkey may be. */
const WORD_MAX = 40;

/** "Chrome on macOS" from a user agent; its first word when it is no browser. */
export function deviceName(userAgent: string | null): string {
  const find = (list: [RegExp, string][]) => list.find(([pattern]) => pattern.test(userAgent ?? ''))?.[1];
  const browser = find(browsers) ?? shorten(userAgent?.split(/[\s/]/)[0] ?? '', WORD_MAX);
  const system = find(systems);
  return [browser || 'Unknown browser', system].filter(Boolean).join(' on ');
}
