import { z } from 'zod';

/** Browser-safe: the form for `custom` and the verb share it. */
const HEADER = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/;
const header = z.string().trim().regex(HEADER, 'Give the name of a header, such as X-Signature.');

/** The signature of a service that is not on the list. */
export const customSchemeSchema = z
  .object({
    /** The header of the signature. */
    header,
    /** Text before the signature, such as `sha256=`; often empty. */
    prefix: z
      .string()
      .max(40, 'A prefix has at most 40 characters.')
      .regex(/^[\x21-\x7e]*$/, 'A prefix has no blanks.'),
    hash: z.enum(['sha1', 'sha256', 'sha512']),
    encoding: z.enum(['hex', 'base64']),
    /** The signed text: `{body}`, and `{timestamp}` when there is a time. */
    template: z
      .string()
      .max(200, 'What is signed has at most 200 characters.')
      .refine((text) => text.split('{body}').length === 2, 'What is signed has to have {body} in it, once.'),
    /** Empty when no time is checked. */
    timestampHeader: z.union([z.literal(''), header]),
  })
  .strict()
  .refine(({ template, timestampHeader }) => template.includes('{timestamp}') === (timestampHeader !== ''), {
    path: ['timestampHeader'],
    message:
      'A time is checked when it is signed: give both its header and {timestamp} in what is signed, or neither.',
  });

export type CustomScheme = z.infer<typeof customSchemeSchema>;
