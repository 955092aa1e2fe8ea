import { z } from 'zod';
import { password } from '@/lib/accounts/schema';

/** An administrator's request for a link. */
export const newResetLink = z
  .object({
    password: z.boolean().default(false),
    secondFactors: z.boolean().default(false),
    webhookTokens: z.enum(['keep', 'disable']).default('keep'),
  })
  .refine((wanted) => wanted.password || wanted.secondFactors, {
    path: ['password'],
    message: 'Choose what the link resets: the password, the second factors, or both.',
  });
export type NewResetLink = z.infer<typeof newResetLink>;

/** The holder's request; the password is required when the link resets it. */
export const usedResetLink = z.object({
  code: z.string().min(1).max(100),
  password: password.optional(),
});
export type UsedResetLink = z.infer<typeof usedResetLink>;
