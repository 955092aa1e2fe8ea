import 'server-only';
import { Refusal } from '../call/refusal';

const MAX_COMMENT_CHARACTERS = 5_000;

/** The texts of a form with files: one for all of them, and a comment for each ('' for none). */
export type FormTexts = { text: string; comments: string[] };

const COMMENTS = new Set(['comments', 'comments[]', 'comment']);
const TEXTS = new Set(['message', 'text']);

/**
 * Reads comments as Cliq's callers send them: a JSON array of texts, one text, or the field once for each file. A
 * single comment is also the message's text.
 * @throws {Refusal} `invalid_inputs`, naming field and limit.
 */
export function readFormTexts(fields: readonly (readonly [string, string])[], files: number): FormTexts {
  const comments = fields
    .filter(([name]) => COMMENTS.has(name))
    .flatMap(([name, value]) => listOf(value).map((comment) => checked(name, comment)));
  while (comments.length > files && comments.at(-1) === '') comments.pop();
  if (comments.length > files) {
    const many = files === 1 ? '1 file' : `${files} files`;
    const message = `There are ${comments.length} comments for ${many}; send at most one for each.`;
    throw new Refusal('invalid_inputs', message, { field: 'comments', limit: files });
  }
  const [[name, text] = ['text', ''], another] = fields.filter(
    ([key, value]) => TEXTS.has(key) && value.trim() !== '',
  );
  if (another) {
    const message =
      another[0] === name
        ? `The field '${name}' stands twice in the form; send it once.`
        : `The form has both '${name}' and '${another[0]}'; send one of them.`;
    throw new Refusal('invalid_inputs', message, { field: another[0] });
  }
  const given = comments.filter((comment) => comment.trim() !== '');
  const only = given.length === 1 ? given[0] : undefined;
  return {
    text: text === '' ? (only ?? '') : checked(name, text),
    comments: Array.from({ length: files }, (_, index) => comments[index] ?? ''),
  };
}

/**
 * The fields of a message that brings this many files: their comments are not among them, and its text is one of `readFormTexts`.
 * @throws {Refusal} as `readFormTexts`
 */
export function besideFiles(fields: readonly [string, string][], files: number): [string, string][] {
  const { text } = readFormTexts(fields, files);
  const others = fields.filter(([name]) => !COMMENTS.has(name) && !TEXTS.has(name));
  return text === '' ? others : [['text', text], ...others];
}

/** The texts of a JSON array; anything else (`[prod] deployed`) is one text. */
function listOf(value: string): string[] {
  if (!/^\s*\[/.test(value)) return [value];
  let list: unknown;
  try {
    list = JSON.parse(value);
  } catch {
    return [value];
  }
  return (list as unknown[]).map((entry) => {
    if (entry === null) return '';
    if (typeof entry !== 'object') return String(entry);
    throw new Refusal('invalid_inputs', "'comments' must be a JSON array of texts.", { field: 'comments' });
  });
}

function checked(name: string, text: string): string {
  if (Array.from(text).length <= MAX_COMMENT_CHARACTERS) return text;
  const limit = MAX_COMMENT_CHARACTERS;
  throw new Refusal('invalid_inputs', `'${name}' is longer than 5,000 characters.`, { field: name, limit });
}
