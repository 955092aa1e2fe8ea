import { z } from 'zod';
import { absentWhenEmpty, characters, LINK_FORM, plain, short, textual, url } from './wire-types';

const MOST_BUTTONS = 5;
/** Cliq's documents say 20; shipped clients send 30. */
const MAX_LABEL_CHARACTERS = 30;
const MAX_HINT_CHARACTERS = 100;

const LINK_ACTIONS = new Set(['open.url', 'preview.url']);
const action = z
  .strictObject({
    type: z.enum(['invoke.function', 'system.api', 'open.url', 'preview.url', 'copy']),
    data: z
      .union([z.record(z.string(), z.unknown()), z.string()])
      .nullish()
      .transform((data) => data ?? undefined),
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

export const button = z.strictObject({
  label: textual(characters(MAX_LABEL_CHARACTERS).min(1)),
  hint: short(MAX_HINT_CHARACTERS),
  type: absentWhenEmpty(z.enum(['+', '-'])),
  key: absentWhenEmpty(plain),
  action: absentWhenEmpty(action),
  arguments: z.unknown().optional(),
});
export const buttons = z.array(button).max(MOST_BUTTONS);
