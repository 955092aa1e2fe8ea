import 'server-only';
import { asRecord, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import { readText } from '@/lib/providers/markup/foreign-text';

const MAX_VALUE = 2_000;
const MAX_LISTED = 6;
const MAX_DEPTH = 30;

/**
 * The value at a dotted path of a payload as visible text; null when there is nothing to show. A list shows its first
 * entries; `alert.…` means the first of `alerts` when there is no `alert`. Own members only.
 */
export function valueAt(payload: unknown, path: string): string | null {
  // A member's name may contain dots.
  const whole = asRecord(payload);
  if (whole && Object.hasOwn(whole, path)) return shown(whole[path]);
  const names = path.split('.');
  if (names.length > MAX_DEPTH) return null;
  let value: unknown = payload;
  for (const name of names) {
    value = memberOf(value, name);
    if (value === undefined) return null;
  }
  return shown(value);
}

function memberOf(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    if (/^\d{1,6}$/.test(name)) return value[Number.parseInt(name, 10)];
    const members = value.slice(0, MAX_LISTED).map((entry) => memberOf(entry, name));
    return members.some((member) => member !== undefined) ? members : undefined;
  }
  const record = asRecord(value);
  return record && (own(record, name) ?? firstOf(own(record, `${name}s`)));
}

const own = (record: UncheckedObject, name: string) =>
  Object.hasOwn(record, name) ? record[name] : undefined;
const firstOf = (value: unknown) => (Array.isArray(value) ? value[0] : undefined);

function shown(value: unknown): string | null {
  if (!Array.isArray(value)) return readText(value, MAX_VALUE);
  const entries = value.flat(2).slice(0, MAX_LISTED);
  const texts = entries.flatMap((entry) => readText(entry, MAX_VALUE / MAX_LISTED) ?? []);
  return texts.length === 0 ? null : texts.join(', ');
}
