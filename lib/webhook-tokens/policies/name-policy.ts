import { nameProblem } from '@/lib/names/name-problem';

/** The most characters (code points, after trimming) a token's name may have. */
const TOKEN_NAME_MAX_CHARACTERS = 50;

/** What is wrong with a trimmed name, as a sentence for its field; null when nothing is. Shared by form and server. */
export function tokenNameProblem(name: string): string | null {
  if (name === '') return 'Give the token a name.';
  if ([...name].length > TOKEN_NAME_MAX_CHARACTERS) {
    return `A name can have at most ${TOKEN_NAME_MAX_CHARACTERS} characters.`;
  }
  return nameProblem(name);
}
