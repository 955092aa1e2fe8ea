/** The host's half of `URL` and `URLSearchParams` (see url-prelude.mjs): Node's own, asked in JSON. */
const PARTS = [
  'href',
  'origin',
  'protocol',
  'username',
  'password',
  'host',
  'hostname',
  'port',
  'pathname',
  'search',
  'hash',
];
const MAX_QUESTION_CHARACTERS = 1024 * 1024;

const partsOf = (url) => Object.fromEntries(PARTS.map((part) => [part, url[part]]));

const METHODS = {
  parse: (href, base) => partsOf(made(href, base)),
  set(href, part, value) {
    const url = made(href);
    if (part === 'href') return partsOf(made(value));
    if (PARTS.includes(part) && part !== 'origin') url[part] = value;
    return partsOf(url);
  },
  parseQuery: (query) => [...new URLSearchParams(query)],
  writeQuery: (pairs) => new URLSearchParams(pairs).toString(),
};

/** @param {string} question JSON of [method, ...values] @returns {string} JSON of {value} or {error, message} */
export function askUrl(question) {
  try {
    if (question.length > MAX_QUESTION_CHARACTERS) {
      throw new RangeError('URL and URLSearchParams take at most 1 MiB at once in a handler');
    }
    const [method, ...values] = JSON.parse(question);
    return JSON.stringify({ value: METHODS[method](...values) });
  } catch (error) {
    return JSON.stringify({ error: error.name, message: error.message });
  }
}

function made(href, base) {
  try {
    return base === null || base === undefined ? new URL(href) : new URL(href, base);
  } catch {
    const shown = href.length > 200 ? `${href.slice(0, 200)}…` : href;
    throw new TypeError(`Invalid URL: '${shown}'${base ? ` with the base '${base.slice(0, 200)}'` : ''}`);
  }
}
