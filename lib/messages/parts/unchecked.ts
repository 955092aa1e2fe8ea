/** An object with unknown members, as JSON brings it. */
export type UncheckedObject = Readonly<Record<string, unknown>>;

export function asRecord(value: unknown): UncheckedObject | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as UncheckedObject)
    : undefined;
}

export function asArray(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A non-empty text; numbers and booleans become text. Null for everything else. */
export function asText(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Any JSON value as text for a reader. */
export function showValue(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value);
}
