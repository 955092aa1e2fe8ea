import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashPassword } from '@/lib/accounts/user/password';
import { methodsOf } from '@/lib/second-factors/methods';
import { anAccount, aPasskeyOf, ask } from '@/test/support/people/account';
import { deactivate, insertFor, madeAhead, openLinks, ownEvents } from '@/test/support/people/reset-links';
import { POST as askForLink } from './route';
import { POST as takeLink } from './use/route';

type Received = { to: string[]; from: string; text: string };
const inbox: Received[] = [];
const waiting: ((mail: Received) => void)[] = [];
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = [];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.on('end', () => {
      const raw = Buffer.concat(chunks).toString('utf8');
      const mail = {
        to: session.envelope.rcptTo.map(({ address }) => address),
        from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
        // Long lines are folded by quoted-printable.
        text: raw.replace(/=\r?\n/g, '').replace(/=3D/g, '='),
      };
      inbox.push(mail);
      for (const take of waiting.splice(0)) take(mail);
      done();
    });
  },
});
server.listen(0, '127.0.0.1');
await once(server.server, 'listening');
const { port } = server.server.address() as AddressInfo;
// Set before anything reads the settings.
vi.stubEnv('SMTP_URL', `smtp://127.0.0.1:${port}`);
vi.stubEnv('MAIL_FROM', 'Postern <postern@example.com>');
const { findResetLink } = await import('@/lib/reset-links/find-reset-link');
const { mailResetLink } = await import('@/lib/reset-links/mail-reset-link');

const passwordHash = await hashPassword('the old password');
const client = { sourceAddress: '', userAgent: 'test' };
const NEW = 'a quite new password';
const nextMail = () => new Promise<Received>((resolve) => waiting.push(resolve));
const codeIn = ({ text }: Received) => /\/reset\/([\w-]{43})/.exec(text)?.[1] ?? '';

beforeEach(() => {
  inbox.length = 0;
  vi.useRealTimers();
});
afterAll(() => new Promise<void>((resolve) => server.close(() => resolve())));

describe('a forgotten password', () => {
  test('is set with the link that came by e-mail, and the second factors stay', async () => {
    const { user, email } = await anAccount({ passwordHash });
    await aPasskeyOf(user.id);
    const coming = nextMail();
    expect((await ask(askForLink, { body: { email: email.toUpperCase() } })).status).toBe(204);
    const mail = await coming;
    expect([mail.to, mail.from]).toEqual([[email], 'postern@example.com']);
    const taken = await ask(takeLink, { body: { code: codeIn(mail), password: NEW } });
    expect(taken.status).toBe(204);
    expect((await methodsOf(user.id)).passkeys).toBe(1);
    expect(await ownEvents(user.id)).toEqual(['account.ask_for_link', 'account.reset_password']);
  });

  test('of a stranger, of a deactivated person and of one without a password gets the same answer and no mail', async () => {
    const known = await anAccount({ passwordHash });
    const gone = await anAccount({ passwordHash });
    const single = await anAccount();
    await deactivate(gone.user.id);
    const stranger = `${randomBytes(8).toString('hex')}@example.com`;
    const coming = nextMail();
    const answers = [];
    for (const email of [stranger, gone.email, single.email, known.email]) {
      const { status, text } = await ask(askForLink, { body: { email } });
      answers.push({ status, text });
    }
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await coming).to).toEqual([known.email]);
    for (const email of [stranger, gone.email, single.email]) {
      expect(await mailResetLink(email, client)).toBe(false);
    }
    expect(inbox.map(({ to }) => to)).toEqual([[known.email]]);
  });

  test('brings three mails an hour at most, also to ten who ask at once, and the newest link works', async () => {
    const { user, email } = await anAccount({ passwordHash });
    const sent = await Promise.all(Array.from({ length: 10 }, () => mailResetLink(email, client)));
    expect(sent.filter(Boolean)).toHaveLength(3);
    expect(await openLinks(user.id)).toBe(1);
    const hour = 60 * 60 * 1000;
    expect(await mailResetLink(email, client, new Date(Date.now() + hour - 10_000))).toBe(false);
    expect(await mailResetLink(email, client, new Date(Date.now() + hour + 1000))).toBe(true);
  });

  test('is set within a day by the database’s clock, however wrong this process’s is', async () => {
    const { user } = await anAccount({ passwordHash });
    const wanted = { password: true, secondFactors: false, webhookTokens: 'keep' } as const;
    const day = 24 * 60 * 60 * 1000;
    for (const wrongMs of [-2 * day, 2 * day]) {
      const made = await insertFor(user.id, wanted);
      vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + wrongMs });
      expect(await findResetLink(made)).not.toBeNull();
      expect((await ask(takeLink, { body: { code: made, password: NEW } })).status).toBe(204);
      const late = await insertFor(user.id, wanted);
      vi.useRealTimers();
      expect(await findResetLink(late)).not.toBeNull();
    }
  });

  test('is not set with a link that a clock far ahead made, nor do its mails count', async () => {
    const { user, email } = await anAccount({ passwordHash });
    const code = await insertFor(user.id, { password: true, secondFactors: false, webhookTokens: 'keep' });
    await madeAhead(user.id);
    expect(await findResetLink(code)).toBeNull();
    expect((await ask(takeLink, { body: { code, password: NEW } })).json.code).toBe('not_found');
    for (let mail = 0; mail < 3; mail++) await mailResetLink(email, client);
    await madeAhead(user.id);
    expect(await mailResetLink(email, client)).toBe(true);
  });

  test('asked for by a stranger does not end the link that an administrator made', async () => {
    const { user, email } = await anAccount({ passwordHash });
    const code = await insertFor(user.id, { password: false, secondFactors: true, webhookTokens: 'keep' });
    await mailResetLink(email, client);
    expect((await ask(takeLink, { body: { code } })).status).toBe(204);
  });

  test('asked for too often is slowed down, with or without an account', async () => {
    const { email } = await anAccount({ passwordHash });
    const codes = async (address: string) => {
      const answers = [];
      for (let n = 0; n < 25; n += 1) {
        answers.push((await ask(askForLink, { body: { email: address } })).json?.code);
      }
      return answers;
    };
    const known = await codes(email);
    expect(known).toContain('too_many_attempts');
    expect(await codes(`x${email}`)).toContain('too_many_attempts');
  });

  test('is not asked for by another site, nor without an address', async () => {
    const body = { email: 'ada@example.com' };
    expect((await ask(askForLink, { body, site: 'cross-site' })).json.code).toBe('not_same_origin');
    expect((await ask(askForLink, { body: { email: 'nobody' } })).json.field).toBe('email');
  });
});
