/** Spaces are compared as they are seen, letters as they are read. */
const asSeen = (text: string) => text.normalize('NFC').replace(/\s+/gu, ' ').trim();

/** Whether somebody typed, or copied from the page, this name. Browser-safe. */
export function isTheName(typed: string, name: string): boolean {
  return asSeen(typed) === asSeen(name);
}
