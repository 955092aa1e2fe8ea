import 'server-only';

const MAX_CHARACTERS = 40;

/**
 * A name that the caller chose, short enough for an answer: a field's name may be a whole file, with a secret in it.
 */
export function shownName(name: string): string {
  const characters = Array.from(name.slice(0, 2 * MAX_CHARACTERS + 2));
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS).join('')}…` : name;
}
