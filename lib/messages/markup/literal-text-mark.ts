/**
 * Precedes a character that is shown and never read as markup: a code point that Unicode reserves for internal use.
 * Drawing removes it, so a text copied from a page is as it was sent. Browser-safe.
 */
export const LITERAL = '\ufdd0';
