import { expect, test } from 'vitest';
import { setMemberStatus } from '@/lib/accounts/set-member-status';
import { db } from '@/lib/db/prisma';
import { makeRecoveryCodes } from '@/lib/second-factors/make-recovery-codes';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { renameToken } from '@/lib/webhook-tokens/rename-token';
import { aWorld } from '@/test/support/people/deeds';
import { actAs } from './act-as';

test('a deactivation waits for an act that has begun, and then ends its effects', async () => {
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

test('a hundred simultaneous acts of one person, of both kinds, do not block each other', async () => {
  const { user, own } = await aWorld();
  const deeds = Array.from({ length: 100 }, (_, n) =>
    n % 10 === 0 ? makeRecoveryCodes(user) : renameToken(user, own.token, `Name ${n}`),
  );
  await Promise.all(deeds);
});

test('whoever has verified anew since the gate asked may go on, also past the end of what it saw', async () => {
  const { user, own } = await aWorld();
  const before = new Date(Date.now() - 60_000);
  const session = { ...user.session, stepUpVerifiedAt: before };
  const asked = { ...user, session, stepUpEndsAt: new Date(Date.now() - 1_000) };
  expect((await renameToken(asked, own.token, 'After')).name).toBe('After');
  expect(await trailOf(own.token)).toEqual([['Before', 'After']]);
});

test('of renames at once each begins where another ended, and the trail has every one', async () => {
  const { user, own } = await aWorld();
  const names = Array.from({ length: 12 }, (_, n) => `Name ${n}`);
  await Promise.all(names.map((name) => renameToken(user, own.token, name)));
  const trail = new Map(await trailOf(own.token));
  let last = 'Before';
  for (const _ of names) last = trail.get(last) ?? 'nothing';
  const token = await db().webhookToken.findUnique({ where: { id: own.token }, select: { name: true } });
  expect([trail.size, last]).toEqual([names.length, token?.name]);
});

/** From which name to which. */
async function trailOf(tokenId: string): Promise<[string, string][]> {
  const events = await db().auditEvent.findMany({
    where: { subjectId: tokenId, action: 'webhook_token.rename' },
    select: { detail: true },
  });
  return events.map(({ detail }) => {
    const { from, to } = detail as { from: string; to: string };
    return [from, to];
  });
}
