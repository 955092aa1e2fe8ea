import 'server-only';
import { Refusal } from '../call/refusal';
import { shownName } from '../call/shown-name';
import { type JsonProblem, repairJson } from './repair-json';

const MAX_DEPTH = 64;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

export type ReadJson = {
  value: unknown;
  /** The JSON as it was sent, or repaired. */
  text: string;
  /** What was repaired, for the owner's history; null when the text was valid JSON. */
  repair: string | null;
};

/**
 * Parses JSON without changing its meaning: a repeated key and nesting deeper than 64 are refused, and a number that
 * JavaScript cannot hold exactly (an integer beyond 2^53, 1e999) becomes the string of its digits. `__proto__` is an
 * ordinary key.
 * @throws {Refusal} `invalid_inputs`, with line, column and remedy
 */
export function parseJson(text: string): unknown {
  const read = readJson(text);
  if (read) return read.value;
  const problem = repairJson(text);
  throw 'remedy' in problem ? notJson(problem) : notQuiteJson(problem.repairs);
}

/**
 * Like `parseJson`; null when the text is not JSON.
 * @throws {Refusal} `invalid_inputs` for a repeated key or too deep nesting
 */
export function readJson(text: string): { value: unknown } | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  return { value: isFaithful(text, value) ? value : JSON.parse(scan(text)) };
}

/**
 * Parses the JSON of a message like `parseJson`, and repairs what templates filled in by people get wrong (see
 * `repairJson`).
 * @throws {Refusal} `invalid_inputs`, with line, column and remedy
 */
export function parseMessageJson(text: string): ReadJson {
  const read = readJson(text);
  if (read) return { value: read.value, text, repair: null };
  const repaired = repairJson(text);
  if ('remedy' in repaired) throw notJson(repaired);
  const repair = `The body was not valid JSON and was repaired: ${repaired.repairs.join('; ')}.`;
  return { value: parseJson(repaired.text), text: repaired.text, repair };
}

/** JSON that was sent as the text of a member; null for a text that is none, or whose meaning `readJson` cannot keep. */
export function readJsonWithin(text: string): { value: unknown } | null {
  try {
    return readJson(text);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

function notJson({ line, column, found, remedy }: JsonProblem): Refusal {
  return new Refusal(
    'invalid_inputs',
    `The request body is not valid JSON: line ${line}, column ${column} has ${found}. ${remedy}`,
    { field: 'body' },
  );
}

function notQuiteJson(repairs: readonly string[]): Refusal {
  return new Refusal(
    'invalid_inputs',
    `The request body is not valid JSON: it has ${repairs.join(' and ')}; send JSON without.`,
    { field: 'body' },
  );
}

/**
 * Whether JSON.parse lost nothing: no repeated key, no rounded number, no too deep nesting. Nearly all JSON passes,
 * and this test is many times faster than `scan`.
 */
function isFaithful(text: string, value: unknown): boolean {
  const keys = countKeys(value, 0);
  return keys !== null && keys === countWrittenKeys(text);
}

/** The number of keys of all objects; null when nesting is too deep or a number may have lost digits. */
function countKeys(value: unknown, depth: number): number | null {
  if (typeof value === 'number') {
    return Number.isFinite(value) && (!Number.isInteger(value) || Number.isSafeInteger(value)) ? 0 : null;
  }
  if (typeof value !== 'object' || value === null) return 0;
  if (depth === MAX_DEPTH) return null;
  const inner = Array.isArray(value) ? value : Object.values(value);
  let count = Array.isArray(value) ? 0 : inner.length;
  for (const one of inner) {
    const keys = countKeys(one, depth + 1);
    if (keys === null) return null;
    count += keys;
  }
  return count;
}

const COLON = 58;
const BLANK = 32;

/** The number of strings in valid JSON that are keys: those before a colon. */
function countWrittenKeys(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at)) {
    at = endOfString(text, at);
    while (text.charCodeAt(at) <= BLANK) at++;
    if (text.charCodeAt(at) === COLON) count++;
  }
  return count;
}

/** Walks valid JSON; returns it with the numbers quoted that would lose digits. */
function scan(text: string): string {
  const keysOf: (Set<string> | null)[] = [];
  let expectsKey = false;
  let copiedTo = 0;
  let faithful = '';
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') {
      const end = endOfString(text, at);
      const keys = keysOf.at(-1);
      if (expectsKey && keys) addKey(keys, text.slice(at, end));
      expectsKey = false;
      at = end - 1;
    } else if (character === '{' || character === '[') {
      keysOf.push(character === '{' ? new Set() : null);
      expectsKey = character === '{';
      if (keysOf.length > MAX_DEPTH) {
        throw new Refusal('invalid_inputs', `The JSON is nested deeper than ${MAX_DEPTH} levels.`, {
          field: 'body',
          limit: MAX_DEPTH,
        });
      }
    } else if (character === '}' || character === ']') {
      keysOf.pop();
    } else if (character === ',') {
      expectsKey = Boolean(keysOf.at(-1));
    } else if (character === '-' || (character && character >= '0' && character <= '9')) {
      NUMBER.lastIndex = at;
      const digits = NUMBER.exec(text)?.[0] ?? character;
      if (losesDigits(digits)) {
        faithful += `${text.slice(copiedTo, at)}"${digits}"`;
        copiedTo = at + digits.length;
      }
      at += digits.length - 1;
    }
  }
  return copiedTo === 0 ? text : faithful + text.slice(copiedTo);
}

function endOfString(text: string, start: number): number {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end + 1;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

function addKey(keys: Set<string>, quoted: string) {
  const key: string = quoted.includes('\\') ? JSON.parse(quoted) : quoted.slice(1, -1);
  if (keys.has(key)) {
    throw new Refusal(
      'invalid_inputs',
      `The key '${shownName(key)}' stands twice in one object; send it once.`,
      {
        field: shownName(key),
      },
    );
  }
  keys.add(key);
}

function losesDigits(digits: string): boolean {
  const value = Number(digits);
  if (!Number.isFinite(value)) return true;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(digits);
}
