import 'server-only';
import { at, lineAt } from './payload';

/** Several ids joined, such as repository and number; null when one of them is missing. */
export function idOf(payload: unknown, ...paths: string[]): string | null {
  const parts = paths.map((path) => lineAt(payload, path, 500));
  return parts.every((part) => part !== null) ? parts.join(' ') : null;
}

/** The earliest of some instants in services' notation; undefined when there is none. */
export function earliest(things: readonly unknown[], path: string): string | undefined {
  return instants(things, path).sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}

export function latest(things: readonly unknown[], path: string): string | undefined {
  return instants(things, path)
    .sort((a, b) => Date.parse(a) - Date.parse(b))
    .at(-1);
}

function instants(things: readonly unknown[], path: string): string[] {
  return things.flatMap((thing) => {
    const value = at(thing, path);
    return typeof value === 'string' && Date.parse(value) > 0 ? [value] : [];
  });
}
