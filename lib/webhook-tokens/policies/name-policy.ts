import { nameProblem } from '@/lib/names/name-problem';

/** The length limit of a token's name in characters (code points) after trimming. */
const TOKEN_NAME_MAX_CHARACTERS = 50;

/** The fault of a trimmed name, as a sentence for its field; null without one. Shared by form and server. */
export function tokenNameProblem(name: string): string | null {
  if (name === '') return 'Give the token a name.';
  if ([...name].length > TOKEN_NAME_MAX_CHARACTERS) {
    return `A name can have at most ${TOKEN_NAME_MAX_CHARACTERS} characters.`;
  }
  return nameProblem(name);
}
