import { asRecord, asText } from '../parts/unchecked';
import type { ListMarker } from './types';

const MARKERS: [RegExp, ListMarker][] = [
  [/^(?:ordered|number(?:s|ed)?|decimal|ol|1)$/, 'decimal'],
  [/^(?:lower-?|upper-?)?(?:alpha(?:bet(?:ic|ical)?)?|letters?|latin)$/, 'lower-alpha'],
  [/^(?:lower-?|upper-?)?roman$/, 'lower-roman'],
  [/^(?:none|plain|unmarked|unstyled|no-?bullets?)$/, 'none'],
  [/^circles?$/, 'circle'],
  [/^squares?$/, 'square'],
];

/** The marker of a list's items. Cliq documents no names, so usual ones are understood in any member. */
export function readListMarker(styles: unknown): ListMarker {
  const record = asRecord(styles);
  if (!record) return 'disc';
  if (isTrue(record.ordered) || isTrue(record.numbered)) return 'decimal';
  if (record.bullet === false || record.bullets === false) return 'none';
  for (const value of Object.values(record)) {
    const name = (asText(value) ?? '').toLowerCase().replaceAll('_', '-');
    const found = MARKERS.find(([pattern]) => pattern.test(name));
    if (found) return found[1];
  }
  return 'disc';
}

function isTrue(value: unknown): boolean {
  return value === true || value === 'true';
}
