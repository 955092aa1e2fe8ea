import { z } from 'zod';
import { visibleName } from '@/lib/names/visible-name';

export const PASSWORD_MIN = 10;
const PASSWORD_MAX = 200;
export const PERSON_NAME_MAX = 80;

const email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'An e-mail address has at most 254 characters.')
  .pipe(z.email('Enter an e-mail address such as ada@example.com.'));
const personName = visibleName(PERSON_NAME_MAX, {
  missing: 'Enter your name.',
  tooLong: `A name has at most ${PERSON_NAME_MAX} characters.`,
});
export const password = z
  .string()
  .min(PASSWORD_MIN, `Use at least ${PASSWORD_MIN} characters for the password.`)
  .max(PASSWORD_MAX, `Use at most ${PASSWORD_MAX} characters for the password.`);

/** The input for a new account. */
const newAccount = z.object({ name: personName, email, password });

export const firstAccount = newAccount.extend({
  organizationName: visibleName(80, {
    missing: 'Enter a name for your workspace.',
    tooLong: 'A workspace name has at most 80 characters.',
  }),
  setupCode: z.string().max(40).optional(),
});
export type FirstAccount = z.infer<typeof firstAccount>;

/** Signing in: no rule about form, only whether the password is right. */
export const passwordSignIn = z.object({
  email: z.string().trim().toLowerCase().max(254),
  password: z.string().max(PASSWORD_MAX),
});
export type PasswordSignIn = z.infer<typeof passwordSignIn>;

export const newInvitation = z.object({
  /** Only this address may use the link; anybody may when it is empty. */
  email: z.union([z.literal('').transform(() => undefined), email]).optional(),
  role: z.enum(['ADMINISTRATOR', 'MEMBER']).default('MEMBER'),
});
export type NewInvitation = z.infer<typeof newInvitation>;
export const invitationParams = z.object({ invitationId: z.uuid() });

export const acceptedInvitation = newAccount.extend({ code: z.string().min(1).max(100) });
export type AcceptedInvitation = z.infer<typeof acceptedInvitation>;

export const memberParams = z.object({ userId: z.string().min(1).max(100) });
export const memberStatus = z.object({ active: z.boolean() });

export const memberRole = z.object({ role: z.enum(['ADMINISTRATOR', 'MEMBER']) });

export const emailBody = z.object({ email });
/** One's own password again: no rule about form, only whether it is right. */
export const confirmedPassword = z.object({ password: z.string().max(PASSWORD_MAX) });
export const passwordBody = z.object({ password });
export const personNameBody = z.object({ name: personName });

export const sessionParams = z.object({ sessionId: z.uuid() });
