import { z } from 'zod';
import { LITERAL } from '@/lib/messages/markup/literal-text-mark';
import { isTimeZone } from './quiet-hours';
import { UNDERSTOOD_AS } from './services';

const LIMITS = { rules: 50, pattern: 100, title: 300, body: 2_000 } as const;

/** Removes the mark that makes a character literal, which only the program may write. */
const template = (limit: number) =>
  z
    .string()
    .max(limit, `At most ${limit.toLocaleString('en')} characters.`)
    .transform((text) => text.replaceAll(LITERAL, '').replace(/\r\n?/g, '\n').trimEnd())
    .transform((text) => (text.trim() === '' ? null : text))
    .nullable();

const eventRule = z.strictObject({
  pattern: z
    .string()
    .trim()
    .min(1, 'Name an event or a state, such as push or pull_request.*, or remove the line.')
    .max(LIMITS.pattern, `At most ${LIMITS.pattern} characters.`),
  on: z.boolean(),
});

const time = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, 'Write the time as 22:00.');

const quietHours = z
  .strictObject({
    timeZone: z
      .string()
      .max(100)
      .refine(isTimeZone, 'There is no such time zone; write it as Europe/Berlin or UTC.'),
    from: time,
    to: time,
  })
  .refine(({ from, to }) => from !== to, {
    path: ['to'],
    message: 'Quiet hours that begin and end at the same time are none.',
  });

/**
 * The settings of a channel, bot or extension for its incoming calls: an overlay on what is drawn anyway. Shared by
 * the form and the server.
 */
export const understanding = z.strictObject({
  as: z.enum(UNDERSTOOD_AS),
  /** The last rule that fits an event or its state decides; an event that no rule fits is on. */
  events: z.array(eventRule).max(LIMITS.rules, `At most ${LIMITS.rules} lines.`),
  title: template(LIMITS.title),
  body: template(LIMITS.body),
  colour: z.enum(['red', 'yellow', 'green', 'blue', 'grey']).nullable(),
  quietHours: quietHours.nullable(),
});

export type Understanding = z.output<typeof understanding>;

/** The settings of a target that nobody has changed. */
export const AUTOMATIC: Understanding = {
  as: 'automatic',
  events: [],
  title: null,
  body: null,
  colour: null,
  quietHours: null,
};

/**
 * Reads stored settings. Settings that this version cannot read, such as those of a later one, count as AUTOMATIC.
 */
export function readUnderstanding(json: string | null): Understanding {
  if (json === null) return AUTOMATIC;
  try {
    return understanding.parse(JSON.parse(json));
  } catch {
    return AUTOMATIC;
  }
}
