import { z } from 'zod';

/**
 * What JSON Schema must know about a schema beyond its type: a name, and limits that a check enforces. Like all that the members of a
 * message are made of, browser-safe.
 */
export const wireSchemas = z.registry<{ id?: string; [keyword: string]: unknown }>();

function nothing(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.values(value).every((member) => nothing(member) === undefined) ? undefined : value;
}

/** Optional; an empty string, null or an object of nothing else counts as absent. */
export const absentWhenEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess(nothing, schema.optional()).optional();

/** Templates fill in numbers and booleans where a text is expected; they are shown as written. */
export const textual = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
    schema,
  );
export const plain = textual(z.string());

/** Characters are code points: an emoji counts once. */
export const characters = (limit: number) => {
  const schema = z.string().check((context) => {
    if (context.value.length <= limit) return;
    if (Array.from(context.value).length <= limit) return;
    context.issues.push({ code: 'too_big', origin: 'string', maximum: limit, inclusive: true, input: '' });
  });
  return schema.register(wireSchemas, { maxLength: limit });
};

export const short = (limit: number) => absentWhenEmpty(textual(characters(limit)));
export const LINK_FORM = 'must be an http, https, mailto or tel URL';
/** Letter classes instead of a flag, which JSON Schema patterns do not have. */
const anyCase = (word: string) => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** A text that is no URL ("https://", "n/a") loses its link, not the message: see dead-links.ts. */
const schemes = (...allowed: string[]) =>
  new RegExp(String.raw`^\s*(?!(?!(?:${allowed.map(anyCase).join('|')}):)[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d))`);
export const url = textual(z.string().regex(schemes('http', 'https', 'mailto', 'tel'), LINK_FORM));
export const imageUrl = textual(z.string().regex(schemes('http', 'https'), 'must be an http or https URL'));
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export const booleanWord = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' });
export const flag = absentWhenEmpty(z.union([z.boolean(), booleanWord]));

/** Templates may leave the data of a slide empty. */
export const orEmpty = <T extends z.ZodType>(schema: T, empty: unknown = []) =>
  z.preprocess((value) => (value !== undefined && nothing(value) === undefined ? empty : value), schema);
/** A cell; an empty object or list is an empty cell. */
export const cell = z.preprocess(
  (value) => (typeof value === 'object' && Object.keys(value ?? {}).length === 0 ? null : value),
  scalar,
);
