import { z } from 'zod';

/** Six digits of an authenticator app; people type spaces between them. */
export const totpBody = z.object({
  code: z
    .string()
    .max(20)
    .transform((code) => code.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'The code has six digits.')),
});

export const recoveryCodeBody = z.object({
  code: z.string().trim().min(1, 'Enter a recovery code.').max(40, 'This is not a recovery code.'),
});
