import 'server-only';

/** Where text stops being JSON: `line` and `column` (in characters, from 1), the text there, and the remedy. */
export type JsonProblem = { line: number; column: number; found: string; remedy: string };

export type RepairedJson = { text: string; repairs: readonly string[] } | JsonProblem;

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORD = /[\p{L}_$][\p{L}\p{N}_$.-]*/uy;
const LITERALS = new Set(['true', 'false', 'null']);
const OTHER_LANGUAGES = new Set([
  'True',
  'False',
  'None',
  'NaN',
  'Infinity',
  'undefined',
  'nil',
  'nan',
  'inf',
]);
const MAX_DEPTH = 2_000;

/**
 * Rewrites nearly-JSON as JSON where its meaning is certain: commas before a closing bracket, texts in single quotes,
 * raw line breaks and other control characters inside texts. Everything else is a problem with a position; nothing is
 * guessed.
 */
export function repairJson(text: string): RepairedJson {
  const repair = new Repair(text);
  try {
    repair.document();
    return { text: repair.out, repairs: [...repair.repairs] };
  } catch (error) {
    if (error instanceof Stop) return placed(text, error);
    throw error;
  }
}

class Stop extends Error {
  readonly at: number;
  readonly remedy: string;

  constructor(at: number, remedy: string) {
    super(remedy);
    this.at = at;
    this.remedy = remedy;
  }
}

class Repair {
  out = '';
  readonly repairs = new Set<string>();
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  document() {
    this.#space();
    if (/^'\s*[{[]/.test(this.#text.slice(this.#at, this.#at + 100))) this.#stop(WINDOWS_QUOTES);
    const word = this.#match(WORD);
    if (word && !LITERALS.has(word) && !OTHER_LANGUAGES.has(word)) this.#stop(NO_JSON);
    this.#value(0);
    this.#space();
    if (this.#at < this.#text.length) this.#stop('Send one JSON value and nothing after it.');
  }

  #value(depth: number) {
    if (depth > MAX_DEPTH) this.#stop('Nest fewer levels.');
    this.#space();
    const character = this.#text[this.#at];
    if (character === '{') return this.#list('{', '}', depth);
    if (character === '[') return this.#list('[', ']', depth);
    if (character === '"' || character === "'") return this.#string(character);
    const number = this.#match(NUMBER);
    if (number) return this.#copy(number);
    const word = this.#match(WORD);
    if (word && LITERALS.has(word)) return this.#copy(word);
    if (word && OTHER_LANGUAGES.has(word)) this.#stop('Write true, false or null in JSON.');
    if (word) this.#stop('Put texts in double quotes.');
    this.#stop(remedyFor(character));
  }

  /** Members of an object or entries of an array; a comma is written only before a next member. */
  #list(open: '{' | '[', close: '}' | ']', depth: number) {
    this.#copy(open);
    for (let isFirst = true; ; isFirst = false) {
      this.#space();
      if (this.#text[this.#at] === close) {
        if (!isFirst) this.repairs.add('a comma before a closing bracket');
        return this.#copy(close);
      }
      if (!isFirst) this.out += ',';
      if (open === '{') this.#member(depth);
      else this.#value(depth + 1);
      this.#space();
      if (this.#text[this.#at] === close) return this.#copy(close);
      if (this.#text[this.#at] !== ',') this.#stop(this.#missing(close));
      this.#at++;
    }
  }

  #member(depth: number) {
    const quote = this.#text[this.#at];
    if (quote !== '"' && quote !== "'") {
      this.#stop(this.#match(WORD) ? UNQUOTED_KEY : quote === undefined ? ENDS : remedyFor(quote));
    }
    this.#string(quote as '"' | "'");
    this.#space();
    if (this.#text[this.#at] !== ':') this.#stop('Write a colon between a key and its value.');
    this.#copy(':');
    this.#value(depth + 1);
  }

  #string(quote: '"' | "'") {
    if (quote === "'") this.repairs.add('texts in single quotes');
    this.out += '"';
    for (this.#at++; this.#text[this.#at] !== quote; this.#at++) {
      const character = this.#text[this.#at];
      if (character === undefined) this.#stop(ENDS);
      if (character === '\\') this.#escape(quote);
      else if (character < ' ') {
        this.repairs.add('raw line breaks or control characters in a text');
        this.out += JSON.stringify(character).slice(1, -1);
      } else this.out += character === '"' ? '\\"' : character;
    }
    this.#at++;
    this.out += '"';
  }

  /** Leaves the position on the last character of the escape. */
  #escape(quote: '"' | "'") {
    const next = this.#text[this.#at + 1];
    if (next === 'u' && !/^[0-9a-f]{4}$/i.test(this.#text.slice(this.#at + 2, this.#at + 6))) {
      this.#stop('Write four hexadecimal digits after \\u, or \\\\u for a backslash.');
    }
    if (next === "'" && quote === "'") this.out += "'";
    else if (next !== undefined && '"\\/bfnrtu'.includes(next)) this.out += `\\${next}`;
    else this.#stop('Write a backslash as \\\\ (a Windows path: "C:\\\\Temp").');
    this.#at++;
  }

  #missing(close: string): string {
    const character = this.#text[this.#at];
    if (character === undefined) return ENDS;
    if (character === '"' || character === "'" || /[\p{L}\p{N}]/u.test(character)) {
      return `Write a comma between two ${close === '}' ? 'members' : 'entries'}, and \\" for a quotation mark inside a text.`;
    }
    return `Write a comma or ${close} here.`;
  }

  #space() {
    while (/^[ \t\r\n]$/.test(this.#text[this.#at] ?? '')) this.#copy(this.#text[this.#at]!);
  }

  #copy(part: string) {
    this.out += part;
    this.#at += part.length;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text)?.[0];
  }

  #stop(remedy: string): never {
    throw new Stop(this.#at, remedy);
  }
}

/** What cmd.exe and PowerShell make of a command written for a Unix shell. */
export const WINDOWS_QUOTES =
  'In a Windows shell put the JSON in double quotes, each one inside it as \\", or send a file: curl -d @message.json.';
const NO_JSON =
  'Send JSON such as {"text":"Hello"}, or plain text as a field: curl --data-urlencode text@FILE, without a content type.';
const ENDS = 'Send the whole body: it ends before the JSON does.';
const UNQUOTED_KEY =
  'Put keys in double quotes; a Windows shell takes them away unless each is written as \\" (or send a file: curl -d @message.json).';

function remedyFor(character: string | undefined): string {
  if (character === undefined) return ENDS;
  if ('“”„‟‘’«»'.includes(character)) return 'Replace curly quotation marks by straight ones (").';
  if (character === '\\') return 'Take away the backslashes before the quotation marks.';
  if (character === '/' || character === '#') return 'Take out the comment; JSON has none.';
  if (character === ',') return 'Take out the comma, or write a value before it.';
  return 'Send JSON such as {"text":"Hello"}.';
}

function placed(text: string, { at, remedy }: Stop): JsonProblem {
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  const rest = text.slice(at).match(/^(?:[\p{L}\p{N}_$]+|\\.|.)/su)?.[0];
  return {
    line: before.length,
    column: Array.from(before.at(-1) ?? '').length + 1,
    found: rest === undefined ? 'the end of the body' : named(rest),
    remedy,
  };
}

/** At most a few characters of the body, which may hold a secret. */
function named(rest: string): string {
  const [first = '', ...others] = Array.from(rest);
  if (/[\p{C}\p{Z}]/u.test(first)) {
    return `U+${first.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  }
  return others.length < 12 ? `'${rest}'` : `'${[first, ...others.slice(0, 9)].join('')}…'`;
}
