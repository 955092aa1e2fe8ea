/**
 * Provides what QuickJS lacks: dates, numbers and texts for a language and a time zone. The host's own Intl answers,
 * in JSON, by the methods below only.
 */
const METHODS = {
  DateTimeFormat: ['format', 'formatToParts', 'formatRange', 'formatRangeToParts', 'resolvedOptions'],
  NumberFormat: ['format', 'formatToParts', 'formatRange', 'formatRangeToParts', 'resolvedOptions'],
  Collator: ['compare', 'resolvedOptions'],
  PluralRules: ['select', 'resolvedOptions'],
  RelativeTimeFormat: ['format', 'formatToParts', 'resolvedOptions'],
  ListFormat: ['format', 'formatToParts', 'resolvedOptions'],
  DisplayNames: ['of', 'resolvedOptions'],
  Date: ['toLocaleString', 'toLocaleDateString', 'toLocaleTimeString'],
  Number: ['toLocaleString'],
  String: ['toLocaleUpperCase', 'toLocaleLowerCase'],
  Intl: ['getCanonicalLocales', 'supportedValuesOf'],
};
/** A question is answered in one go, so it must be short; the handler's time runs between questions. */
const MAX_QUESTION_CHARACTERS = 20_000;
const MAX_FORMATTERS = 50;
const DEFAULT_LOCALE = 'en-US';

const formatters = new Map();

/** @param {string} question JSON of [service, locales, options, method, values] @returns {string} JSON of {value} or {error, message} */
export function askLocale(question) {
  try {
    if (question.length > MAX_QUESTION_CHARACTERS) {
      throw new RangeError('Intl takes at most 20,000 characters at once in a handler');
    }
    const [service, locales, options, method, values] = JSON.parse(question);
    if (!Object.hasOwn(METHODS, service) || ![...METHODS[service], 'supportedLocalesOf'].includes(method)) {
      throw new TypeError(`${service}.${method} is not there in a handler`);
    }
    return JSON.stringify({ value: answer(service, locales, options ?? {}, method, values.map(decode)) });
  } catch (error) {
    return JSON.stringify({ error: error.name, message: error.message });
  }
}

function answer(service, locales, options, method, values) {
  const [first] = values;
  if (service === 'Intl') return Intl[method](first);
  if (method === 'supportedLocalesOf') return Intl[service].supportedLocalesOf(first);
  if (service === 'String') return first[method](locales ?? []);
  const asked = [locales ?? DEFAULT_LOCALE, service.startsWith('Date') ? inUtc(options) : options];
  if (service === 'Date') return new Date(first)[method](...asked);
  if (service === 'Number') return first.toLocaleString(...asked);
  return formatterOf(service, asked)[method](...values);
}

/** A handler's clock is UTC. */
const inUtc = (options) => ({ ...options, timeZone: options.timeZone ?? 'UTC' });

function formatterOf(service, asked) {
  const key = JSON.stringify([service, asked]);
  const known = formatters.get(key);
  if (known) return known;
  if (formatters.size >= MAX_FORMATTERS) formatters.clear();
  const made = new Intl[service](...asked);
  formatters.set(key, made);
  return made;
}

/** JSON has neither bigints nor NaN, infinities and -0. */
function decode(value) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return 'bigint' in value ? BigInt(value.bigint) : Number(value.number);
}
