import 'server-only';
import { createTransport } from 'nodemailer';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

const TIMEOUT_MS = 20_000;

export type Mail = { to: string; subject: string; text: string };

/** Whether Postern can send e-mail. */
export function mailIsConfigured(): boolean {
  return env().SMTP_URL !== undefined;
}

/** Hands a message to the mail server of SMTP_URL. @throws the mail server's error. */
export async function sendMail(mail: Mail): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env();
  const transport = singleton('mailTransport', () =>
    createTransport({
      url: SMTP_URL,
      connectionTimeout: TIMEOUT_MS,
      greetingTimeout: TIMEOUT_MS,
      socketTimeout: TIMEOUT_MS,
    }),
  );
  // An object instead of a header's text: no address can name a second recipient.
  await transport.sendMail({ ...mail, from: MAIL_FROM, to: { name: '', address: mail.to } });
}
