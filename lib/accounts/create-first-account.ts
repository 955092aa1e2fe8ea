import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { insertChannel } from '@/lib/channels/rows/insert-channel';
import { takeLock } from '@/lib/db/advisory-locks';
import { decimalId } from '@/lib/db/ids';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { judgeAttempt } from './attempts/attempts';
import { isSetUp } from './first-account/is-set-up';
import { forgetSetupCode, isSetupCode } from './first-account/setup-code';
import type { FirstAccount } from './schema';
import { GENERAL_CHANNEL, HERALD_BOT, insertUser } from './user/insert-user';
import { hashPassword } from './user/password';

/**
 * Makes a workspace of an empty installation: its administrator, #general and the bot Herald, all or nothing.
 * @param asksForCode whether a stranger could have sent this (`asksForSetupCode`).
 * @throws {AppError} `conflict` when it has an account already, `forbidden` for a wrong set-up code,
 * `too_many_attempts` after several of those.
 */
export async function createFirstAccount(
  input: FirstAccount,
  client: Client,
  asksForCode: boolean,
): Promise<{ userId: string }> {
  if (await isSetUp()) throw alreadySetUp();
  if (asksForCode) await checkSetupCode(input.setupCode, client);
  const passwordHash = await hashPassword(input.password);
  const userId = await db().$transaction(async (tx) => {
    await takeLock(tx, 'firstAccount');
    if ((await tx.organization.count()) > 0) throw alreadySetUp();
    const { email, name, organizationName } = input;
    await tx.organization.create({
      data: { id: decimalId(), name: organizationName },
      select: { id: true },
    });
    const user = await insertUser(tx, {
      email,
      name,
      role: 'ADMINISTRATOR',
      passwordHash,
      emailProven: true,
    });
    await insertChannel(tx, user.id, {
      name: GENERAL_CHANNEL,
      description: 'For everybody in this workspace.',
      access: 'ORGANIZATION',
    });
    await insertHerald(tx, user.id);
    const actor = { id: user.id, sourceAddress: client.sourceAddress };
    await recordEvent(tx, actor, 'account.create_first', user.id, { email, organizationName });
    return user.id;
  });
  forgetSetupCode();
  return { userId };
}

async function checkSetupCode(typed: string | undefined, client: Client) {
  const attempt = { kind: 'setup-code', account: '', sourceAddress: client.sourceAddress } as const;
  await judgeAttempt(attempt, async () => {
    if (isSetupCode(typed)) return;
    throw new AppError('forbidden', 'This is not the set-up code that Postern printed in the terminal.', {
      field: 'setupCode',
    });
  });
}

/** Herald has no handler: it shows messages as they are sent. */
async function insertHerald(tx: Transaction, userId: string) {
  const { id: feedId } = await tx.feed.create({
    data: { kind: 'BOT', members: { create: { userId } } },
    select: { id: true },
  });
  await tx.bot.create({
    data: {
      id: decimalId(),
      feedId,
      uniqueName: HERALD_BOT,
      name: 'Herald',
      description: 'Shows everything that is sent to it. Try your first webhook here.',
      createdById: userId,
    },
    select: { id: true },
  });
}

function alreadySetUp() {
  return new AppError('conflict', 'This installation has its first account already. Sign in instead.');
}
