import { unansweredText } from '@/components/ui/requests/unanswered';
import { counted } from '@/components/ui/text/counted';

const words: Record<string, string> = {
  sign_in_failed: 'The e-mail address and the password do not belong together.',
  CredentialsSignin: 'The e-mail address and the password do not belong together.',
  passkey_unknown: 'This passkey does not belong to an account here. Try another one, or your password.',
  passkey_count_fell:
    'This passkey counts fewer uses than before, as a copy of it would. Sign in another way, then remove it under Settings → Security and add it anew.',
  NoAccount:
    'There is no account here for the person you signed in as. Ask an administrator for an invitation to your e-mail address.',
  NotConnected:
    'The account of your e-mail address is not connected with this sign-in yet. Sign in with its password once, here and now: that connects it. If you have never had a password here, tell an administrator.',
  OAuthCallback: 'The sign-in service did not confirm who you are. Try again.',
  OAuthSignin: 'The sign-in service cannot be reached. Try again, or use your password.',
  offline: unansweredText('offline', false),
  no_connection: unansweredText('no_connection', false),
  no_answer: unansweredText('no_answer', false),
};

/** What to tell somebody whose sign-in ended with this code (`too_many_attempts:30` carries seconds). */
export function signInError(code: string): string {
  const [name = '', seconds] = code.split(':');
  if (name === 'too_many_attempts') return `Too many attempts. Try again in ${pause(Number(seconds) || 60)}.`;
  return words[name] ?? 'Postern could not sign you in. Try again.';
}

/** In English: it is never a thousand of either. */
function pause(seconds: number): string {
  return seconds < 60 ? counted('en', seconds, 'second') : counted('en', Math.ceil(seconds / 60), 'minute');
}
