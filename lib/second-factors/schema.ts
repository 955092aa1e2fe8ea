import { z } from 'zod';

export const PASSKEY_NAME_MAX = 60;

export const passkeyNameBody = z.object({
  name: z
    .string()
    .trim()
    .min(1, 'Give the passkey a name.')
    .max(PASSKEY_NAME_MAX, `A name has at most ${PASSKEY_NAME_MAX} characters.`),
});
export const passkeyParams = z.object({ passkeyId: z.uuid() });

/** `confirmLast`: the person was told that no passkey and no app would be left. */
export const removalQuery = z.object({ confirmLast: z.enum(['true', 'false']).default('false') });
