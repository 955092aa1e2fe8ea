import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { changeName } from '@/lib/accounts/change-name';
import { changePassword } from '@/lib/accounts/change-password';
import { confirmPassword } from '@/lib/accounts/confirm-password';
import { invite } from '@/lib/accounts/invite';
import { revokeInvitation } from '@/lib/accounts/revoke-invitation';
import { setMemberRole } from '@/lib/accounts/set-member-role';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import { hashPassword } from '@/lib/accounts/user/password';
import { createBot } from '@/lib/bots/create-bot';
import { deleteBot } from '@/lib/bots/delete-bot';
import { rollBackBot } from '@/lib/bots/roll-back-bot';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { subscribeBot } from '@/lib/bots/subscribe-bot';
import { unsubscribeBot } from '@/lib/bots/unsubscribe-bot';
import { updateBot } from '@/lib/bots/update-bot';
import { addMember } from '@/lib/channels/add-member';
import { createChannel } from '@/lib/channels/create-channel';
import { joinChannel } from '@/lib/channels/join-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { removeMember } from '@/lib/channels/remove-member';
import { updateChannel } from '@/lib/channels/update-channel';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { createExtension } from '@/lib/extensions/create-extension';
import { deleteExtension } from '@/lib/extensions/delete-extension';
import { installExtension } from '@/lib/extensions/install-extension';
import { publishExtension } from '@/lib/extensions/publish-extension';
import { regenerateAppKey } from '@/lib/extensions/regenerate-app-key';
import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { saveSandboxCode } from '@/lib/extensions/save-sandbox-code';
import { uninstallExtension } from '@/lib/extensions/uninstall-extension';
import { updateExtension } from '@/lib/extensions/update-extension';
import { setSignature } from '@/lib/intake/set-signature';
import { takeBackVote, vote } from '@/lib/polls/vote';
import { issueResetLink } from '@/lib/reset-links/issue-reset-link';
import { passkeyEnrolmentOptions } from '@/lib/second-factors/enrol-passkey';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { offerTotp } from '@/lib/second-factors/offer-totp';
import { removePasskey } from '@/lib/second-factors/remove-method';
import { renamePasskey } from '@/lib/second-factors/rename-passkey';
import { completeStepUp } from '@/lib/step-up/complete-step-up';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { deleteToken } from '@/lib/webhook-tokens/delete-token';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { renameToken } from '@/lib/webhook-tokens/rename-token';
import { revealToken } from '@/lib/webhook-tokens/reveal-token';
import { setTokenStatus } from '@/lib/webhook-tokens/set-token-status';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { post } from '@/test/support/feed';
import { aPasskeyOf } from '@/test/support/people/account';
import { actAs } from './act-as';
import { createSession } from './session/create-session';

const CODE = 'function handler() {}';
const PASSWORD = 'the old password';
const passwordHash = await hashPassword(PASSWORD);
const bot = (name: string) => ({ name, description: '', imageUrl: null, access: 'ORGANIZATION' as const });
const channel = (name: string) => ({ name, description: '', access: 'ORGANIZATION' as const });

/** Somebody with one of everything, and the places of somebody else to enter. */
async function aWorld() {
  const user = await createUser({ role: 'ADMINISTRATOR' });
  await db().user.update({ where: { id: user.id }, data: { passwordHash }, select: { id: true } });
  const other = await createUser({ role: 'ADMINISTRATOR' });
  const { row } = await generateToken(user, { name: 'Before' });
  const own = {
    token: row.id,
    bot: (await createBot(user, bot('Own bot'))).uniqueName,
    channel: await createChannel(user, channel('Own channel')),
    extension: BigInt((await createExtension(user, { name: 'Own', description: '' })).number),
    passkey: await aPasskeyOf(user.id),
    invitation: '',
  };
  await addMember(user, own.channel.uniqueName, other.id);
  await invite(user, { role: 'MEMBER' });
  const made = await db().invitation.findFirstOrThrow({
    where: { invitedById: user.id },
    select: { id: true },
  });
  own.invitation = made.id;
  const theirs = {
    bot: (await createBot(other, bot('Their bot'))).uniqueName,
    channel: (await createChannel(other, channel('Their channel'))).uniqueName,
    extension: BigInt((await createExtension(other, { name: 'Theirs', description: '' })).number),
  };
  await publishExtension(other, theirs.extension, { note: '' });
  const poll = await post(own.channel.feedId, user, {
    content: JSON.stringify({
      text: 'Lunch?',
      card: { title: 'Lunch', theme: 'poll', options: [{ text: 'Soup' }, { text: 'Salad' }] },
    }),
  });
  return { user, other, own, theirs, poll };
}
type World = Awaited<ReturnType<typeof aWorld>>;

/** Every verb that writes for a person, but those at the end of this file. */
const DEEDS: Record<string, (world: World) => Promise<unknown>> = {
  'change-password': ({ user }) => changePassword(user, 'a quite new password'),
  'confirm-password': ({ user }) => confirmPassword(user, PASSWORD, { sourceAddress: '', userAgent: '' }),
  'change-name': ({ user }) => changeName(user, 'Somebody Else'),
  'set-member-role': ({ user, other }) => setMemberRole(user, other.id, 'MEMBER'),
  'issue-reset-link': ({ user, other }) =>
    issueResetLink(user, other.id, { password: true, secondFactors: false, webhookTokens: 'keep' }),
  'generate-token': ({ user }) => generateToken(user, { name: 'After' }),
  'rename-token': ({ user, own }) => renameToken(user, own.token, 'After'),
  'set-token-status': ({ user, own }) => setTokenStatus(user, own.token, false),
  'delete-token': ({ user, own }) => deleteToken(user, own.token),
  'reveal-token': ({ user, own }) => revealToken(user, own.token),
  'create-bot': ({ user }) => createBot(user, bot('After')),
  'update-bot': ({ user, own }) => updateBot(user, own.bot, bot('After')),
  'save-bot-handler': ({ user, own }) => saveBotHandler(user, own.bot, CODE),
  'roll-back-bot': ({ user, own }) => rollBackBot(user, own.bot, { version: 1 }),
  'delete-bot': ({ user, own }) => deleteBot(user, own.bot),
  'subscribe-bot': ({ user, theirs }) => subscribeBot(user, theirs.bot),
  'unsubscribe-bot': ({ user, own }) => unsubscribeBot(user, own.bot),
  'create-channel': ({ user }) => createChannel(user, channel('After')),
  'update-channel': ({ user, own }) => updateChannel(user, own.channel.uniqueName, channel('After')),
  'join-channel': ({ user, theirs }) => joinChannel(user, theirs.channel),
  'leave-channel': ({ user, own }) => leaveChannel(user, own.channel.uniqueName),
  'add-member': ({ user, other, own }) => addMember(user, own.channel.uniqueName, other.id),
  'remove-member': ({ user, other, own }) => removeMember(user, own.channel.uniqueName, other.id),
  'set-signature': ({ user, own }) =>
    setSignature(user, own.channel.feedId, {
      scheme: 'github',
      mode: 'WARN',
      custom: null,
      keep: [],
      add: ['secret'],
    }),
  'create-extension': ({ user }) => createExtension(user, { name: 'After', description: '' }),
  'update-extension': ({ user, own }) =>
    updateExtension(user, own.extension, { name: 'After', description: '' }),
  'save-sandbox-code': ({ user, own }) => saveSandboxCode(user, own.extension, CODE),
  'publish-extension': ({ user, own }) => publishExtension(user, own.extension, { note: '' }),
  'regenerate-app-key': ({ user, own }) => regenerateAppKey(user, own.extension, 'sandbox'),
  'reveal-app-key': ({ user, own }) => revealAppKey(user, own.extension, 'sandbox'),
  'delete-extension': ({ user, own }) => deleteExtension(user, own.extension),
  'install-extension': ({ user, theirs }) => installExtension(user, theirs.extension),
  'uninstall-extension': ({ user, own }) => uninstallExtension(user, own.extension),
  invite: ({ user }) => invite(user, { role: 'ADMINISTRATOR' }),
  'revoke-invitation': ({ user, own }) => revokeInvitation(user, own.invitation),
  'set-member-status': ({ user, other }) => setMemberStatus(user, other.id, false),
  'enrol-passkey': ({ user }) => passkeyEnrolmentOptions(user),
  'offer-totp': ({ user }) => offerTotp(user),
  'make-recovery-codes': ({ user }) => makeRecoveryCodes(user),
  'rename-passkey': ({ user, own }) => renamePasskey(user, own.passkey, 'After'),
  'remove-method': ({ user, own }) => removePasskey(user, own.passkey, true),
  'complete-step-up': ({ user }) => actAs(user, (tx) => completeStepUp(tx, user, 'passkey'), { alone: true }),
  'save-understanding': ({ user, own }) =>
    saveUnderstanding(user, own.channel.feedId, { ...AUTOMATIC, as: 'grafana' }),
  vote: ({ user, own, poll }) => vote(user, own.channel.feedId, poll, 1),
  'take-back-vote': ({ user, own, poll }) => takeBackVote(user, own.channel.feedId, poll),
  'create-session': ({ user }) => createSession(user.id, { sourceAddress: '', userAgent: '' }),
};

/** Does `change` to somebody in a transaction, begins the deed, and commits once that waits behind it. */
async function behind(change: string, user: TestUser, deed: () => Promise<unknown>) {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
    await client.query(change, [user.id]);
    const outcome = deed().then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    );
    await waiter(client, rows[0].pid, outcome);
    await client.query('COMMIT');
    return await outcome;
  } finally {
    await client.end();
  }
}

/** Resolves when something waits for that backend, or the deed has not waited at all. */
async function waiter(client: pg.Client, pid: number, outcome: Promise<unknown>) {
  let over = false;
  void outcome.then(() => {
    over = true;
  });
  for (;;) {
    const { rows } = await client.query(
      'SELECT count(*)::int AS n FROM pg_locks l WHERE NOT l.granted AND $1 = ANY(pg_blocking_pids(l.pid))',
      [pid],
    );
    if (over || rows[0].n > 0) return;
    await new Promise(setImmediate);
  }
}

/** What is stored about somebody, as far as these deeds change it. */
async function stored({ user, other }: World) {
  const rows = await db().$queryRaw<object[]>`
    select
      (select json_agg(t order by id) from webhook_token t where user_id = ${user.id}) as tokens,
      (select json_agg(b order by id) from bot b where created_by_id = ${user.id}) as bots,
      (select json_agg(c order by id) from channel c where created_by_id = ${user.id}) as channels,
      (select json_agg(e order by number) from extension e where owner_id = ${user.id}) as extensions,
      (select json_agg(v) from extension_version v where published_by_id = ${user.id}) as versions,
      (select json_agg(m.feed_id order by m.feed_id, m.user_id) from feed_member m
        where user_id in (${user.id}, ${other.id})) as memberships,
      (select json_agg(i order by id) from invitation i where invited_by_id = ${user.id}) as invitations,
      (select json_agg(p order by id) from passkey p where user_id = ${user.id}) as passkeys,
      (select count(*)::int from totp_secret where user_id = ${user.id}) as apps,
      (select count(*)::int from recovery_code where user_id = ${user.id}) as codes,
      (select count(*)::int from session where user_id = ${user.id}) as sessions,
      (select json_agg(v) from poll_vote v where user_id = ${user.id}) as votes,
      (select json_build_array(deactivated_at, role) from "user" where id = ${other.id}) as other,
      (select json_build_array(password_hash, name) from "user" where id = ${user.id}) as account,
      (select count(*)::int from reset_link where user_id = ${other.id}) as links,
      (select count(*)::int from intake i join channel c using (feed_id) where c.created_by_id = ${user.id}) as intakes,
      (select count(*)::int from audit_event where actor_id = ${user.id}) as events`;
  return rows[0];
}

describe('what waits behind a deactivation fails and changes nothing', () => {
  const names = Object.keys(DEEDS);
  test.each(names)('%s', async (name) => {
    const world = await aWorld();
    const before = await stored(world);
    const outcome = await behind('UPDATE "user" SET deactivated_at = now() WHERE id = $1', world.user, () =>
      DEEDS[name]!(world),
    );
    expect(outcome).toBe(name === 'create-session' ? 'sign_in_failed' : 'sign_in_required');
    expect(await stored(world)).toEqual(before);
  });
});

test.each([
  ['ending the session', 'UPDATE session SET revoked_at = now() WHERE user_id = $1', 'sign_in_required'],
  ['Lock now', 'UPDATE session SET step_up_verified_at = NULL WHERE user_id = $1', 'step_up_required'],
  ['losing the role', `UPDATE "user" SET role = 'MEMBER' WHERE id = $1`, 'administrator_required'],
])('what waits behind %s fails', async (_, change, code) => {
  const world = await aWorld();
  for (const name of ['rename-token', 'generate-token', 'make-recovery-codes']) {
    expect(await behind(change, world.user, () => DEEDS[name]!(world))).toBe(code);
  }
});

test('a deactivation waits for a deed that has begun, and then ends its effects', async () => {
  const { user, other } = await aWorld();
  const administrator = other;
  let deactivation: Promise<void> | undefined;
  await actAs(user, async (tx) => {
    deactivation = setMemberStatus(administrator, user.id, false);
    for (;;) {
      const [held] = await tx.$queryRaw<{ n: number }[]>`
        select count(*)::int as n from pg_locks l
        where not l.granted and pg_backend_pid() = any(pg_blocking_pids(l.pid))`;
      if (held?.n) break;
    }
  });
  await deactivation;
  await expect(generateToken(user, { name: 'After' })).rejects.toMatchObject({ code: 'sign_in_required' });
  const tokens = await db().webhookToken.findMany({
    where: { userId: user.id },
    select: { ownerActive: true },
  });
  expect(tokens).toEqual([{ ownerActive: false }]);
});

test('a hundred deeds of one person at once, of both kinds, do not stand in each other’s way', async () => {
  const { user, own } = await aWorld();
  const deeds = Array.from({ length: 100 }, (_, n) =>
    n % 10 === 0 ? makeRecoveryCodes(user) : renameToken(user, own.token, `Name ${n}`),
  );
  await Promise.all(deeds);
});

/** They write, and do not act for somebody who might have lost the right meanwhile. */
const ELSEWHERE = [
  'auth/revoke-session.ts', // Ends sessions: the deactivated have none.
  'auth/sign-out.ts',
  'step-up/lock-now.ts',
  'auth/session/user-of-request.ts', // When the session was last seen.
  'feeds/mark-read.ts', // Moves nothing but one's own mark.
];

test('every verb of lib that writes for a principal does so through actAs, or after requireStanding', () => {
  const root = path.join(import.meta.dirname, '..');
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter(
      (file) => file.endsWith('.ts') && !/\btest\b|\bgenerated\b/.test(file) && !file.startsWith('webhooks/'),
    );
  const writing = files.filter((file) => {
    const source = readFileSync(path.join(root, file), 'utf8');
    const takesPrincipal =
      /export (?:async )?function \w+\(\s*\w+: (?:SignedInUser|SteppedUpUser|Administrator)/;
    const writes = /\bdb\(\)\.(?:\$transaction|\w+\.(?:create|update|delete|upsert)|\$executeRaw)|pool\(\)/;
    return (
      takesPrincipal.test(source) && writes.test(source) && !/requireStanding|requireEnrolment/.test(source)
    );
  });
  expect(writing.filter((file) => !ELSEWHERE.includes(file))).toEqual([]);
});
