import { z } from 'zod';
import { visibleName } from '@/lib/names/visible-name';

export const PASSKEY_NAME_MAX = 60;

export const passkeyNameBody = z.object({
  name: visibleName(PASSKEY_NAME_MAX, {
    missing: 'Give the passkey a name.',
    tooLong: `A name has at most ${PASSKEY_NAME_MAX} characters.`,
  }),
});
export const passkeyParams = z.object({ passkeyId: z.uuid() });

/** `confirmLast`: the person knows that no passkey and no app would be left. */
export const removalQuery = z.object({ confirmLast: z.enum(['true', 'false']).default('false') });
