import { z } from 'zod';
import { MAX_CODE_CHARACTERS } from './types';

const MAX_SAMPLE_CHARACTERS = 100_000;

/** A handler's code, with line feeds whatever the browser sent. */
export const handlerCode = z
  .string('Write the handler’s code.')
  .max(MAX_CODE_CHARACTERS, `A handler has at most ${MAX_CODE_CHARACTERS} characters.`)
  .transform((code) => code.replace(/\r\n?/g, '\n'));

/** A version in an address, and as a number. */
const versionNumber = z.number().int().min(1).max(2_147_483_647);
export const versionParam = z
  .string()
  .regex(/^[1-9]\d{0,9}$/, 'This is not the number of a version.')
  .transform(Number)
  .pipe(versionNumber);
export const rollbackTo = z.object({ version: versionNumber });

const sampleText = z.string().max(10_000);
const sampleName = z.string().max(200);

/** A sample request for a test run; `body` is the text as a service would send it. */
export const handlerTest = z.object({
  code: handlerCode,
  method: z.enum(['POST', 'GET', 'PUT', 'DELETE', 'HEAD']).default('POST'),
  headers: z.record(sampleName, sampleText).default({}),
  params: z.record(sampleName, z.union([sampleText, z.array(sampleText).max(50)])).default({}),
  body: z
    .string()
    .max(MAX_SAMPLE_CHARACTERS, `The sample body has at most ${MAX_SAMPLE_CHARACTERS} characters.`)
    .default(''),
});
export type HandlerTest = z.output<typeof handlerTest>;
