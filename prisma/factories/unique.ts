import { randomBytes } from 'node:crypto';

/** A name that no other test has: `ci-bot 3f9a2c71`. */
export function unique(word: string): string {
  return `${word} ${randomBytes(4).toString('hex')}`;
}
