import 'server-only';

/**
 * Remembers the results of a pure function. Beyond `entries`, the result remembered first is forgotten, however often
 * it was used since. Failures, and arguments longer than `maxLength`, are not remembered.
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
