import { z } from 'zod';
import { button, buttons } from './button-schema';
import { slide, slides } from './slide-schema';
import {
  absentWhenEmpty,
  booleanWord,
  cell,
  flag,
  imageUrl,
  plain,
  short,
  textual,
  url,
  wireSchemas,
} from './wire-types';

/** The message of a webhook, shared by the endpoints, the handlers' answers and the feeds that draw it. Browser-safe. */
const LIMITS = {
  text: 5_000,
  cardTitle: 200,
  topic: 255,
  threadTitle: 255,
  pollOptions: { least: 2, most: 10 },
  userIds: 100,
} as const;

const card = z.strictObject({
  title: short(LIMITS.cardTitle),
  // Any other theme ("7", "amber") is drawn as modern-inline.
  theme: absentWhenEmpty(plain),
  thumbnail: absentWhenEmpty(imageUrl),
  icon: absentWhenEmpty(imageUrl),
  preview: absentWhenEmpty(url),
  sections: absentWhenEmpty(
    z.array(
      z.strictObject({
        title: absentWhenEmpty(plain),
        fields: absentWhenEmpty(z.array(z.strictObject({ title: plain, value: cell }))),
      }),
    ),
  ),
  // A poll without options is drawn as a card.
  options: absentWhenEmpty(
    z.preprocess(
      (value) => (Array.isArray(value) && value.length === 0 ? undefined : value),
      z
        .array(z.strictObject({ text: textual(z.string().min(1)) }))
        .min(LIMITS.pollOptions.least)
        .max(LIMITS.pollOptions.most)
        .optional(),
    ),
  ),
});

const userIds = plain
  .transform((list) => [...new Set(list.split(',').map((entry) => entry.trim()))].filter(Boolean))
  .check((context) => {
    if (context.value.length <= LIMITS.userIds) return;
    const maximum = LIMITS.userIds;
    context.issues.push({ code: 'too_big', origin: 'array', maximum, inclusive: true, input: '' });
  });

const id = absentWhenEmpty(z.union([z.string(), z.number().transform(String)]));

const members = z.strictObject({
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
});

export const messageSchema = members.check((context) => {
  const { text, card: shown, slides: parts } = context.value;
  if (text?.trim() || shown || parts?.length) return;
  context.issues.push({
    code: 'custom',
    message: 'The message is empty: it needs text, card or slides.',
    path: ['text'],
    input: '',
  });
});
/** Of a message with files, which need no words. */
export const messageWithFilesSchema = members;

/** A checked message, without empty optional members, ready to be drawn. */
export type WireMessage = z.output<typeof messageSchema>;
export const messageKeys: ReadonlySet<string> = new Set(Object.keys(messageSchema.shape));

wireSchemas
  .add(messageSchema, { anyOf: ['text', 'card', 'slides'].map((key) => ({ required: [key] })) })
  .add(card, { id: 'Card' })
  .add(slide, { id: 'Slide' })
  .add(button, { id: 'Button' })
  .add(booleanWord, { pattern: '^(?:[Tt][Rr][Uu][Ee]|[Ff][Aa][Ll][Ss][Ee])$' });
