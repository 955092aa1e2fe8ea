import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import type { TestUser } from '@/prisma/factories/create-user';
import { aWorld, DEEDS, type World } from '@/test/support/people/deeds';

/** Applies `change` to somebody in a transaction, begins the act, and commits once the act waits. */
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

/** Resolves when something waits for that backend, or the act has ended without waiting. */
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

/** The stored rows of somebody that these acts may change. */
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

test('somebody who is being removed from a channel adds nobody to it any more', async () => {
  const world = await aWorld();
  const removal = 'DELETE FROM feed_member WHERE user_id = $1';
  expect(await behind(removal, world.user, () => DEEDS['add-member']!(world))).toBe('forbidden');
  const added = { feedId: world.own.channel.feedId, userId: world.stranger.id };
  expect(await db().feedMember.count({ where: added })).toBe(0);
});

/** Files that write without acting for a person who might have lost the right meanwhile. */
const ELSEWHERE = [
  'auth/revoke-session.ts', // Ends sessions: the deactivated have none.
  'auth/sign-out.ts',
  'step-up/lock-now.ts',
  'auth/session/user-of-request.ts', // Notes when the session was last seen.
  'feeds/mark-read.ts', // Moves only one's own mark.
];

test('every verb of lib that writes for a principal does so through actAs or actAtOnce, or after requireStanding', () => {
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
      takesPrincipal.test(source) &&
      writes.test(source) &&
      !/requireStanding|actAtOnce|requireEnrolment/.test(source)
    );
  });
  expect(writing.filter((file) => !ELSEWHERE.includes(file))).toEqual([]);
});
