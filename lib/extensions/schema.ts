import { z } from 'zod';
import { handlerCode, handlerTest, rollbackTo, versionParam } from '@/lib/handlers/schema';
import { shortDescription } from '@/lib/names/short-description';
import { visibleName } from '@/lib/names/visible-name';

export const EXTENSION_NAME_MAX = 50;
export const VERSION_NOTE_MAX = 500;

const name = visibleName(EXTENSION_NAME_MAX, {
  missing: 'Give the extension a name.',
  tooLong: `An extension name has at most ${EXTENSION_NAME_MAX} characters.`,
});

export const newExtension = z.object({ name, description: shortDescription.default('') });
export type NewExtension = z.output<typeof newExtension>;

export const extensionDetails = z.object({ name, description: shortDescription });
export type ExtensionDetails = z.output<typeof extensionDetails>;

/** A number as text, within the database's range. */
export const extensionParams = z.object({
  number: z
    .string()
    .regex(/^[1-9]\d{0,17}$/, 'This is not the number of an extension.')
    .transform(BigInt),
});
export const appKeyParams = extensionParams.extend({ environment: z.enum(['sandbox', 'marketplace']) });

export const sandboxCode = z.object({ code: handlerCode.nullable() });
export const extensionTest = handlerTest;
export const publication = z.object({
  note: z
    .string()
    .trim()
    .max(VERSION_NOTE_MAX, `A version note has at most ${VERSION_NOTE_MAX} characters.`)
    .default(''),
});
export const rollback = rollbackTo;
export const extensionVersionParams = extensionParams.extend({ version: versionParam });
