import 'server-only';
import { countAttempt } from '@/lib/accounts/attempts/attempts';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { log } from '@/lib/log';
import { mailIsConfigured } from '@/lib/mail/mailer';
import { mailResetLink } from './mail-reset-link';

/**
 * Requests a reset link by e-mail. The answer comes before the account is looked up, so that neither its words nor
 * its time reveal whether there is one. Attempts are slowed down by address and account, known or not.
 * @throws {AppError} `not_found` without a mail server, `too_many_attempts` with `retryAfterS`.
 */
export async function askForResetLink(email: string, client: Client): Promise<void> {
  if (!mailIsConfigured()) {
    throw new AppError(
      'not_found',
      'This Postern sends no e-mail. Ask an administrator of your workspace for a reset link.',
    );
  }
  await countAttempt({ kind: 'reset-link', account: email, sourceAddress: client.sourceAddress });
  setImmediate(() => {
    mailResetLink(email, client).catch((error: unknown) =>
      log().error({ err: error instanceof Error ? error.message : 'unknown' }, 'a reset link was not sent'),
    );
  });
}
