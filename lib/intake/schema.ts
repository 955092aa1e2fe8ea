import { z } from 'zod';
import { customSchemeSchema } from '@/lib/signatures/custom-scheme';
import { MAX_SECRET_CHARACTERS, MAX_SECRETS, SCHEMES, SIGNATURE_MODES } from '@/lib/signatures/schemes';

const secret = z
  .string()
  .trim()
  .min(1, 'Give the secret, or remove its field.')
  .max(MAX_SECRET_CHARACTERS, `A secret has at most ${MAX_SECRET_CHARACTERS} characters.`)
  .regex(
    /^[\x20-\x7e]+$/,
    'A secret has no line breaks and only plain characters; copy it again from the sender.',
  );

/** The section Signature of the settings, with its secrets. Browser-safe. */
export const signatureSettings = z
  .object({
    /** Null when calls are not checked; then nothing else is set. */
    scheme: z.enum(SCHEMES.map(({ name }) => name)).nullable(),
    mode: z.enum(SIGNATURE_MODES),
    custom: customSchemeSchema.nullable(),
    /** Ids of saved secrets that stay. */
    keep: z.array(z.uuid()).max(MAX_SECRETS),
    /** New secrets. */
    add: z.array(secret).max(MAX_SECRETS, `At most ${MAX_SECRETS} secrets count at once.`),
  })
  .strict()
  .refine(({ keep, add }) => keep.length + add.length <= MAX_SECRETS, {
    path: ['add'],
    message: `At most ${MAX_SECRETS} secrets count at once; remove one first.`,
  })
  .refine(({ scheme, custom }) => (scheme === 'custom') === (custom !== null), {
    path: ['custom'],
    message: 'Say what is signed, and where the signature stands.',
  })
  .refine(({ scheme, mode }) => scheme !== null || mode === 'OFF', {
    path: ['scheme'],
    message: 'Choose whose signatures are checked.',
  })
  .refine(({ mode, keep, add }) => mode === 'OFF' || keep.length + add.length > 0, {
    path: ['add'],
    message: 'Add the secret that the sender signs with; without one no call could pass.',
  });

export type SignatureSettings = z.infer<typeof signatureSettings>;
