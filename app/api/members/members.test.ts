import { describe, expect, test } from 'vitest';
import { createToken } from '@/prisma/factories/create-token';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { anAccount, ask, everybody, feedsOf, ownerActive, userBehind } from '@/test/support/people/account';
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
const founder = { cookie: founded.cookie ?? '', user: await userBehind(founded.cookie ?? '') };

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
    const second = await anAccount({ role: 'ADMINISTRATOR' });
    const answers = await Promise.all([
      status(second.user.id, false),
      status(founder.user.id, false, second.cookie),
    ]);
    const done = answers.filter((answer) => answer.status === 204);
    expect(done).toHaveLength(1);
  });
});

describe.each([
  { path: 'POST /invitations', handler: invite, method: 'POST', body: {} },
  {
    path: 'DELETE /invitations/…',
    handler: revoke,
    method: 'DELETE',
    params: { invitationId: '0190a5f0-0000-7000-8000-000000000000' },
  },
  {
    path: 'PUT /members/…/status',
    handler: setStatus,
    method: 'PUT',
    params: { userId: '1' },
    body: { active: false },
  },
])('$path', ({ handler, ...request }) => {
  test('answers 401 when signed out and 403 to a member', async () => {
    expect((await ask(handler, request)).status).toBe(401);
    const { cookie } = await anAccount();
    const answer = await ask(handler, { ...request, cookie });
    expect([answer.status, answer.json.code]).toEqual([403, 'administrator_required']);
  });
});
