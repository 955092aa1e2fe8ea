import 'server-only';

/**
 * Remembers what a pure function answered; of more than `entries` arguments the one remembered first makes room, however
 * often it was asked for since. Failures are not remembered, nor arguments longer than `maxLength`.
 */
export function remember<T>(
  compute: (text: string) => T,
  { entries, maxLength }: { entries: number; maxLength: number },
): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const result = compute(text);
    if (text.length > maxLength) return result;
    if (known.size >= entries) {
      for (const oldest of known.keys()) {
        known.delete(oldest);
        break;
      }
    }
    known.set(text, result);
    return result;
  };
}
