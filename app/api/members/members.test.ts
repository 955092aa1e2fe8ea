import { describe, expect, test } from 'vitest';
import { signInWithOidc } from '@/lib/accounts/sign-in-with-oidc';
import { createToken } from '@/prisma/factories/create-token';
import { anEmptyInstallation } from '@/test/support/database/installation';
import {
  anAccount,
  ask,
  everybody,
  feedsOf,
  ownerActive,
  signIn,
  userBehind,
} from '@/test/support/people/account';
import { expectGated } from '@/test/support/people/gated';
import { DELETE as revoke } from '../invitations/[invitationId]/route';
import { POST as accept } from '../invitations/accept/route';
import { POST as invite } from '../invitations/route';
import { POST as setUp } from '../setup/route';
import { GET as facts } from '../step-up/route';
import { PUT as setStatus } from './[userId]/status/route';
import { GET as list } from './route';

await anEmptyInstallation();
const founded = await ask(setUp, {
  body: {
    organizationName: 'Northwind',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: 'correct horse battery',
  },
});
const founding = await userBehind(founded.cookie ?? '');
const founder = await signIn(founding.id, { steppedUpAgoMs: 0 });

const person = (email: string) => ({ name: 'Grace Hopper', email, password: 'correct horse battery' });
const status = (userId: string, active: boolean, cookie = founder.cookie) =>
  ask(setStatus, { cookie, method: 'PUT', params: { userId }, body: { active } });

async function aLink(body: object = {}): Promise<string> {
  const made = await ask(invite, { cookie: founder.cookie, body });
  expect(made.status).toBe(200);
  return made.json.url.split('/join/')[1];
}

describe('the list of members', () => {
  test('is for administrators only', async () => {
    const member = await anAccount();
    const listed = await ask(list, { cookie: founder.cookie, method: 'GET' });
    expect(listed.json.map(({ email }: { email: string }) => email)).toContain(member.email);
    expect((await ask(list, { cookie: member.cookie, method: 'GET' })).json.code).toBe(
      'administrator_required',
    );
    expect((await ask(list, { method: 'GET' })).json.code).toBe('sign_in_required');
  });
});

describe('invitations', () => {
  test('a link makes a member of #general with Herald, who is signed in', async () => {
    const code = await aLink();
    const joined = await ask(accept, { body: { ...person('grace@example.com'), code } });
    expect(joined.status).toBe(204);
    const user = await userBehind(joined.cookie ?? '');
    expect(user).toMatchObject({ email: 'grace@example.com', role: 'MEMBER' });
    expect((await feedsOf(user.id)).sort()).toEqual(['general', 'herald']);
  });

  test('a link works once, also when ten use it at once', async () => {
    const code = await aLink();
    const joins = Array.from({ length: 10 }, (_, n) =>
      ask(accept, { body: { ...person(`once${n}@example.com`), code } }),
    );
    const statuses = (await Promise.all(joins)).map((answer) => answer.status).sort();
    expect(statuses).toEqual([204, ...Array(9).fill(404)]);
    expect((await everybody()).filter(({ email }) => email.startsWith('once'))).toHaveLength(1);
  });

  test('a link for one address is refused to others, and stays usable', async () => {
    const code = await aLink({ email: 'Linus@Example.com', role: 'ADMINISTRATOR' });
    const other = await ask(accept, { body: { ...person('other@example.com'), code } });
    expect([other.status, other.json.field]).toEqual([400, 'email']);
    const right = await ask(accept, { body: { ...person('linus@example.com'), code } });
    expect(await userBehind(right.cookie ?? '')).toMatchObject({ role: 'ADMINISTRATOR' });
  });

  test('an address is proven by its own invitation, not by a link for anybody, which cannot take it away', async () => {
    const byProvider = (email: string) =>
      signInWithOidc(
        'https://login.example.com',
        { sub: `of ${email}`, email, email_verified: true },
        { sourceAddress: '192.0.2.7', userAgent: '' },
      );
    const taken = 'ceo@example.com';
    const anyCode = await aLink();
    const ownCode = await aLink({ email: taken });
    const early = await ask(accept, { body: { ...person(taken), code: anyCode } });
    expect([early.status, early.json.field]).toEqual([409, 'email']);
    const own = await ask(accept, { body: { ...person(taken), code: ownCode } });
    const { id } = await userBehind(own.cookie ?? '');
    expect(await byProvider(taken)).toEqual({ userId: id });

    const typed = 'cfo@example.com';
    const joined = await ask(accept, { body: { ...person(typed), code: anyCode } });
    const { id: unproven } = await userBehind(joined.cookie ?? '');
    expect(await byProvider(typed)).toMatchObject({ pendingLink: { userId: unproven } });
    expect(await byProvider('ada@example.com')).toEqual({ userId: founding.id });
  });

  test('a made-up code is not found', async () => {
    expect((await ask(accept, { body: { ...person('x@example.com'), code: 'nonsense' } })).status).toBe(404);
  });
});

describe('deactivating', () => {
  test('ends the sessions and the tokens, reactivating gives the tokens back', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    await createToken(user);
    expect((await status(user.id, false)).status).toBe(204);
    expect((await ask(facts, { cookie, method: 'GET' })).status).toBe(401);
    expect(await ownerActive(user.id)).toEqual([false]);
    expect((await status(user.id, true)).status).toBe(204);
    expect(await ownerActive(user.id)).toEqual([true]);
    expect((await ask(facts, { cookie, method: 'GET' })).status).toBe(401);
  });

  test('never takes the last administrator, also when two deactivate each other at once', async () => {
    for (const { id, role } of await everybody()) {
      if (role === 'ADMINISTRATOR' && id !== founder.user.id) await status(id, false);
    }
    expect((await status(founder.user.id, false)).json.code).toBe('conflict');
    const second = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
    const answers = await Promise.all([
      status(second.user.id, false),
      status(founder.user.id, false, second.cookie),
    ]);
    const done = answers.filter((answer) => answer.status === 204);
    expect(done).toHaveLength(1);
  });
});

test('DELETE /invitations/… answers 401 when signed out and 403 to a member', async () => {
  const request = { method: 'DELETE', params: { invitationId: '0190a5f0-0000-7000-8000-000000000000' } };
  expect((await ask(revoke, request)).status).toBe(401);
  const { cookie } = await anAccount();
  const answer = await ask(revoke, { ...request, cookie });
  expect([answer.status, answer.json.code]).toEqual([403, 'administrator_required']);
});

test.each([
  { path: 'POST /invitations', handler: invite, method: 'POST', body: { role: 'ADMINISTRATOR' } },
  { path: 'POST /invitations for a member', handler: invite, method: 'POST', body: {} },
  {
    path: 'PUT /members/…/status',
    handler: setStatus,
    method: 'PUT',
    params: { userId: '1' },
    body: { active: false },
  },
])(
  '$path is closed to the signed out, to those not stepped up, after 15 minutes, to other sites, and to members',
  ({ handler, path: _path, ...request }) => expectGated(handler, request, true),
);
