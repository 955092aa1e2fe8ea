import { z } from 'zod';

/**
 * The message of a webhook, shared by the endpoints, the handlers' answers and the feeds that draw it. Browser-safe.
 * Empty strings in optional places mean absent.
 */
const LIMITS = {
  text: 5_000,
  cardTitle: 200,
  slides: 20,
  slideCharacters: 10_000,
  buttons: 5,
  // Cliq's documents say 20; shipped clients send 30.
  buttonLabel: 30,
  buttonHint: 100,
  topic: 255,
  threadTitle: 255,
  pollOptions: { least: 2, most: 10 },
  chartValues: 5,
  graphSeries: 5,
  graphValues: 20,
  userIds: 100,
} as const;

/** What JSON Schema must know about a schema beyond its type: a name, and limits that a check enforces. */
export const wireSchemas = z.registry<{ id?: string; [keyword: string]: unknown }>();

function nothing(value: unknown): unknown {
  if (value === '' || value === null) return undefined;
  if (typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.values(value).every((member) => nothing(member) === undefined) ? undefined : value;
}

/** Optional; an empty string, null or an object of nothing else counts as absent. */
const absentWhenEmpty = <T extends z.ZodType>(schema: T) =>
  z.preprocess(nothing, schema.optional()).optional();

/** Templates fill in numbers and booleans where a text is expected; they are shown as written. */
const textual = <T extends z.ZodType>(schema: T) =>
  z.preprocess(
    (value) => (typeof value === 'number' || typeof value === 'boolean' ? String(value) : value),
    schema,
  );
const plain = textual(z.string());

/** Characters are code points: an emoji counts once. */
const characters = (limit: number) => {
  const schema = z.string().check((context) => {
    if (context.value.length <= limit) return;
    if (Array.from(context.value).length <= limit) return;
    context.issues.push({ code: 'too_big', origin: 'string', maximum: limit, inclusive: true, input: '' });
  });
  return schema.register(wireSchemas, { maxLength: limit });
};

const short = (limit: number) => absentWhenEmpty(textual(characters(limit)));
const LINK_FORM = 'must be an http, https, mailto or tel URL';
/** Letter classes instead of a flag, which JSON Schema patterns do not have. */
const anyCase = (word: string) => word.replace(/[a-z]/g, (letter) => `[${letter}${letter.toUpperCase()}]`);
/** A text that is no URL ("https://", "n/a") loses its link, not the message: see dead-links.ts. */
const schemes = (...allowed: string[]) =>
  new RegExp(String.raw`^\s*(?!(?!(?:${allowed.map(anyCase).join('|')}):)[a-zA-Z][a-zA-Z0-9+.-]*:(?!\d))`);
const url = textual(z.string().regex(schemes('http', 'https', 'mailto', 'tel'), LINK_FORM));
const imageUrl = textual(z.string().regex(schemes('http', 'https'), 'must be an http or https URL'));
const scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const booleanWord = z.stringbool({ truthy: ['true'], falsy: ['false'], case: 'insensitive' });
const flag = absentWhenEmpty(z.union([z.boolean(), booleanWord]));

const LINK_ACTIONS = new Set(['open.url', 'preview.url']);
const action = z
  .strictObject({
    type: z.enum(['invoke.function', 'system.api', 'open.url', 'preview.url', 'copy']),
    data: z.union([z.record(z.string(), z.unknown()), z.string()]).optional(),
    confirm: z.unknown().optional(),
  })
  .check((context) => {
    const { type, data } = context.value;
    if (!LINK_ACTIONS.has(type) || data === undefined) return;
    const links =
      typeof data === 'string' ? [[data]] : Object.entries(data).map(([name, value]) => [value, name]);
    for (const [value, ...name] of links) {
      if (value === '' || value === null || url.safeParse(value).success) continue;
      const path = ['data', ...name.map(String)];
      context.issues.push({ code: 'invalid_format', format: 'url', message: LINK_FORM, path, input: '' });
    }
  });

const button = z.strictObject({
  label: textual(characters(LIMITS.buttonLabel).min(1)),
  hint: short(LIMITS.buttonHint),
  type: absentWhenEmpty(z.enum(['+', '-'])),
  key: absentWhenEmpty(plain),
  action: absentWhenEmpty(action),
  arguments: z.unknown().optional(),
});
const buttons = z.array(button).max(LIMITS.buttons);

const slideParts = {
  title: absentWhenEmpty(plain),
  styles: z.record(z.string(), z.unknown()).optional(),
  buttons: buttons.optional(),
};
/** Templates may leave the data of a slide empty. */
const orEmpty = <T extends z.ZodType>(schema: T, empty: unknown = []) =>
  z.preprocess((value) => (value !== undefined && nothing(value) === undefined ? empty : value), schema);
/** A cell; an empty object or list is an empty cell. */
const cell = z.preprocess(
  (value) => (typeof value === 'object' && Object.keys(value ?? {}).length === 0 ? null : value),
  scalar,
);
const tableRow = z.union([z.record(z.string(), cell), z.array(cell)]);
const slide = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('table'),
    data: orEmpty(
      z.strictObject({
        headers: z.array(plain).min(1),
        rows: z.array(tableRow),
        styles: z.record(z.string(), z.unknown()).optional(),
      }),
      { headers: [''], rows: [] },
    ),
    ...slideParts,
  }),
  z.strictObject({ type: z.literal('list'), data: orEmpty(z.array(cell)), ...slideParts }),
  z.strictObject({
    type: z.literal('label'),
    data: orEmpty(z.array(z.record(z.string(), cell))),
    ...slideParts,
  }),
  z.strictObject({
    type: z.literal('images'),
    data: orEmpty(z.array(z.preprocess((value) => value ?? '', imageUrl))),
    ...slideParts,
  }),
  z.strictObject({ type: z.literal('text'), data: orEmpty(plain, ''), ...slideParts }),
  z.strictObject({
    type: z.literal('percentage_chart'),
    data: orEmpty(z.array(z.looseObject({})).max(LIMITS.chartValues)),
    ...slideParts,
  }),
  z.strictObject({
    type: z.literal('graph'),
    data: orEmpty(
      z
        .array(z.looseObject({ values: z.array(z.unknown()).max(LIMITS.graphValues).optional() }))
        .max(LIMITS.graphSeries),
    ),
    ...slideParts,
    styles: z
      .looseObject({ preview: z.enum(['vertical_bar', 'vertical_stacked_bar', 'trend']).optional() })
      .optional(),
  }),
]);

export const slideTypes: readonly string[] = slide.options.map(({ shape }) => shape.type.value);

const slides = z
  .array(slide)
  .max(LIMITS.slides)
  .check((context) => {
    if (countCharacters(context.value) <= LIMITS.slideCharacters) return;
    const maximum = LIMITS.slideCharacters;
    context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: '' });
  });

function countCharacters(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return String(value).length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, member]) =>
      sum + (Array.isArray(value) ? 0 : Array.from(key).length) + countCharacters(member),
    0,
  );
}

const card = z.strictObject({
  title: short(LIMITS.cardTitle),
  // Any other theme ("7", "amber") is drawn as modern-inline.
  theme: absentWhenEmpty(plain),
  thumbnail: absentWhenEmpty(imageUrl),
  icon: absentWhenEmpty(imageUrl),
  preview: absentWhenEmpty(url),
  sections: z
    .array(
      z.strictObject({
        title: absentWhenEmpty(plain),
        fields: z.array(z.strictObject({ title: plain, value: cell })).optional(),
      }),
    )
    .optional(),
  // A poll without options is drawn as a card.
  options: z
    .preprocess(
      (value) => (Array.isArray(value) && value.length === 0 ? undefined : value),
      z
        .array(z.strictObject({ text: textual(z.string().min(1)) }))
        .min(LIMITS.pollOptions.least)
        .max(LIMITS.pollOptions.most)
        .optional(),
    )
    .optional(),
});

const userIds = plain
  .transform((list) => [...new Set(list.split(',').map((entry) => entry.trim()))].filter(Boolean))
  .check((context) => {
    if (context.value.length <= LIMITS.userIds) return;
    const maximum = LIMITS.userIds;
    context.issues.push({ code: 'too_big', origin: 'array', maximum, inclusive: true, input: '' });
  });

const id = absentWhenEmpty(z.union([z.string(), z.number().transform(String)]));

export const messageSchema = z
  .strictObject({
    text: short(LIMITS.text),
    bot: absentWhenEmpty(z.strictObject({ name: absentWhenEmpty(plain), image: absentWhenEmpty(imageUrl) })),
    card: absentWhenEmpty(card),
    slides: absentWhenEmpty(slides),
    buttons: absentWhenEmpty(buttons),
    references: absentWhenEmpty(
      z.record(z.string(), z.strictObject({ type: z.literal('button'), object: button })),
    ),
    styles: absentWhenEmpty(
      z.strictObject({
        background: absentWhenEmpty(z.enum(['red', 'yellow', 'green', 'blue', 'grey'])),
        markdown: flag,
        highlight: flag,
      }),
    ),
    reply_to: id,
    sync_message: flag,
    mark_as_read: flag,
    userids: absentWhenEmpty(userIds),
    broadcast: flag,
    notify_edit: flag,
    message_topic: short(LIMITS.topic),
    thread_chat_id: id,
    thread_message_id: id,
    post_in_parent: flag,
    thread_title: short(LIMITS.threadTitle),
  })
  .check((context) => {
    const { text, card: shown, slides: parts } = context.value;
    if (text?.trim() || shown || parts?.length) return;
    context.issues.push({
      code: 'custom',
      message: 'The message is empty: it needs text, card or slides.',
      path: ['text'],
      input: '',
    });
  });

/** A checked message, without empty optional members, ready to be drawn. */
export type WireMessage = z.output<typeof messageSchema>;
export const messageKeys: ReadonlySet<string> = new Set(Object.keys(messageSchema.shape));

wireSchemas
  .add(messageSchema, { anyOf: ['text', 'card', 'slides'].map((key) => ({ required: [key] })) })
  .add(card, { id: 'Card' })
  .add(slide, { id: 'Slide' })
  .add(button, { id: 'Button' })
  .add(booleanWord, { pattern: '^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' });
