/**
 * Browser-safe. Stands before a character that is to be shown and never read as markup: a code point that Unicode keeps for a
 * program's own use. Drawing takes it away, so what is copied from a page is what was sent.
 */
export const LITERAL = '\ufdd0';
