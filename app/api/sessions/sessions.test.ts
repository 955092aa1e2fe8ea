import { describe, expect, test } from 'vitest';
import { listSessions } from '@/lib/auth/list-sessions';
import { ageSession, anAccount, ask, lastSeen, signIn, userBehind } from '@/test/support/people/account';
import { GET as facts } from '../step-up/route';
import { DELETE as revokeOne } from './[sessionId]/route';
import { DELETE as signOut } from './current/route';
import { DELETE as revokeOthers } from './route';

const open = async (cookie: string) => (await ask(facts, { cookie, method: 'GET' })).status === 200;

describe('a session', () => {
  test('is over when its person signs out; other sessions go on', async () => {
    const here = await anAccount();
    const there = await signIn(here.user.id);
    const answer = await ask(signOut, { cookie: here.cookie, method: 'DELETE' });
    expect(answer.cookie).toMatch(/=$/);
    expect([await open(here.cookie), await open(there.cookie)]).toEqual([false, true]);
  });

  test('can be revoked from another one, and all others at once', async () => {
    const here = await anAccount();
    const [second, third] = [await signIn(here.user.id), await signIn(here.user.id)];
    const params = { sessionId: second.user.session.id };
    expect((await ask(revokeOne, { cookie: here.cookie, method: 'DELETE', params })).status).toBe(204);
    expect([await open(second.cookie), await open(third.cookie)]).toEqual([false, true]);
    await ask(revokeOthers, { cookie: here.cookie, method: 'DELETE' });
    expect([await open(here.cookie), await open(third.cookie)]).toEqual([true, false]);
    expect(await listSessions(here.user)).toMatchObject([{ current: true, device: 'Chrome on Linux' }]);
  });

  test('of somebody else is not found and stays open', async () => {
    const [one, other] = [await anAccount(), await anAccount()];
    const params = { sessionId: other.user.session.id };
    expect((await ask(revokeOne, { cookie: one.cookie, method: 'DELETE', params })).status).toBe(404);
    expect(await open(other.cookie)).toBe(true);
  });

  test('is over at its end', async () => {
    const { user, cookie } = await anAccount();
    await ageSession(user.session.id, { expiresAt: new Date(Date.now() + 60_000) });
    expect(await open(cookie)).toBe(true);
    await ageSession(user.session.id, { expiresAt: new Date() });
    expect(await open(cookie)).toBe(false);
  });

  test('is noted as seen once a minute', async () => {
    const { user, cookie } = await anAccount();
    const justUnder = new Date(Date.now() - 30_000);
    await ageSession(user.session.id, { lastSeenAt: justUnder });
    await userBehind(cookie);
    expect(await lastSeen(user.session.id)).toEqual(justUnder);
    await ageSession(user.session.id, { lastSeenAt: new Date(Date.now() - 60_000) });
    await userBehind(cookie);
    expect((await lastSeen(user.session.id)).getTime()).toBeGreaterThan(Date.now() - 5000);
  });

  test('cookie that was altered opens nothing', async () => {
    const { cookie } = await anAccount();
    expect(await open(`${cookie.slice(0, -2)}xx`)).toBe(false);
  });
});

describe.each([
  { path: 'DELETE /sessions', handler: revokeOthers },
  { path: 'DELETE /sessions/current', handler: signOut },
  {
    path: 'DELETE /sessions/…',
    handler: revokeOne,
    params: { sessionId: '6d0c5f0e-5c3e-4a77-9d36-1f0b1d1b2f60' },
  },
])('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out and 403 from another site', async () => {
    expect((await ask(handler, { ...request, method: 'DELETE' })).status).toBe(401);
    const { cookie } = await anAccount();
    const forged = await ask(handler, { ...request, cookie, method: 'DELETE', site: 'cross-site' });
    expect([forged.status, await open(cookie)]).toEqual([403, true]);
  });
});
