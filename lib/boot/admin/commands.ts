import 'server-only';
import { COMMAND_LINE, recordEvent } from '@/lib/audit/record-event';
import { db, type Transaction } from '@/lib/db/prisma';
import { insertResetLink } from '@/lib/reset-links/insert-reset-link';
import type { NewResetLink } from '@/lib/reset-links/schema';
import { BootError } from '../boot-error';

type Found = { id: string; name: string; email: string; role: 'ADMINISTRATOR' | 'MEMBER' };
type Command = (email: string) => Promise<string>;

/** The commands of `npm run admin -- <command> <e-mail>`; each returns the text to print. */
export const COMMANDS: Readonly<Record<string, Command>> = {
  'reset-password': (email) =>
    issue(email, { password: true, secondFactors: false, webhookTokens: 'keep' }, 'set a new password'),
  'reset-second-factor': (email) =>
    issue(
      email,
      { password: false, secondFactors: true, webhookTokens: 'keep' },
      'remove the second factors; the next sign-in sets up new ones',
    ),
  'make-administrator': makeAdministrator,
};

async function issue(email: string, wanted: NewResetLink, purpose: string): Promise<string> {
  const { person, link } = await db().$transaction(async (tx) => {
    const person = await lockActive(tx, email);
    const issuer = { origin: 'COMMAND_LINE', issuedById: null } as const;
    const link = await insertResetLink(tx, person.id, wanted, issuer);
    await recordEvent(tx, COMMAND_LINE, 'member.issue_reset_link', person.id, {
      resets: wanted.password ? 'password' : 'second factors',
    });
    return { person, link };
  });
  return [
    `Give this link to ${person.name} (${person.email}) to ${purpose}.`,
    'It works once, within 24 hours, and replaces earlier ones:',
    '',
    `  ${link.url}`,
    '',
  ].join('\n');
}

async function makeAdministrator(email: string): Promise<string> {
  return db().$transaction(async (tx) => {
    const person = await lockActive(tx, email);
    if (person.role === 'ADMINISTRATOR')
      return `${person.name} (${person.email}) is an administrator already.`;
    await tx.user.update({
      where: { id: person.id },
      data: { role: 'ADMINISTRATOR' },
      select: { id: true },
    });
    await recordEvent(tx, COMMAND_LINE, 'member.change_role', person.id, {
      from: person.role,
      to: 'ADMINISTRATOR',
    });
    return `${person.name} (${person.email}) is an administrator now.`;
  });
}

async function lockActive(tx: Transaction, email: string): Promise<Found> {
  await tx.$queryRaw`select id from "user" where email = ${email} for no key update`;
  const person = await tx.user.findUnique({
    where: { email },
    select: { id: true, name: true, email: true, role: true, deactivatedAt: true },
  });
  if (!person) {
    throw new BootError(
      `There is no account for ${email} here: check the spelling, and DATA_DIR or DATABASE_URL.`,
    );
  }
  if (person.deactivatedAt) {
    throw new BootError(`${email} is deactivated: an administrator must reactivate the account first.`);
  }
  return person;
}
