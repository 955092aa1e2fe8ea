import 'server-only';
import { emailBody } from '@/lib/accounts/schema';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { BootError, isBootError } from '../boot-error';
import { describeFailure } from '../describe-failure';
import { COMMANDS } from './commands';
import { openExistingDatabase } from './existing-database';

const USAGE = `npm run admin -- ${Object.keys(COMMANDS).join('|')} <e-mail>`;

/**
 * Runs one command of an operator, whether or not Postern is running; returns the text to print.
 * @throws {BootError} one sentence for every wrong input.
 */
export async function runAdmin(
  args: readonly string[],
  { root, onStep }: { root: string; onStep(text: string): void },
): Promise<string> {
  const { command, email } = read(args);
  try {
    const close = await openExistingDatabase(root, onStep);
    try {
      return await command(email);
    } finally {
      await pool().end();
      await close();
    }
  } catch (error) {
    throw isBootError(error) ? error : describeFailure(error, env().dataDir);
  }
}

function read(args: readonly string[]) {
  const [name = '', typed = '', ...more] = args;
  const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!command) {
    throw new BootError(name ? `There is no command ${name}: use ${USAGE}` : `Say what to do: ${USAGE}`);
  }
  if (!typed) throw new BootError(`Say whose account it is: npm run admin -- ${name} <e-mail>`);
  if (more.length > 0) {
    throw new BootError(`${name} takes one e-mail address: npm run admin -- ${name} <e-mail>`);
  }
  const email = emailBody.safeParse({ email: typed });
  if (!email.success) {
    throw new BootError(`${typed} is no e-mail address: write it as in ada@example.com.`);
  }
  return { command, email: email.data.email };
}
