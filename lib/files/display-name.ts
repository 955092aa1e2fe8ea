import 'server-only';
import { MAX_NAME_CHARACTERS } from './file-policy';

const LONGEST_ENDING = 20;
/**
 * Control characters, marks that reverse the direction of writing (`exe.gpj` for `jpg.exe`), halves of surrogate
 * pairs.
 */
const NOT_SHOWN = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/gu;

/** A sender's file name, safe to show and to offer for saving: no folders, nothing invisible, not too long. */
export function displayName(sent: string): string {
  const last = sent.split(/[\\/]/).at(-1) ?? '';
  const name = last.replace(NOT_SHOWN, '').trim();
  if (name === '' || name === '.' || name === '..') return 'file';
  const characters = Array.from(name);
  if (characters.length <= MAX_NAME_CHARACTERS) return name;
  const dot = characters.lastIndexOf('.');
  const ending = characters.length - dot <= LONGEST_ENDING ? characters.slice(dot) : [];
  return [...characters.slice(0, MAX_NAME_CHARACTERS - 1 - ending.length), '…', ...ending].join('');
}
