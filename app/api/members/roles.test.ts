import { describe, expect, test } from 'vitest';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { anAccount, ask } from '@/test/support/people/account';
import { expectGated } from '@/test/support/people/gated';
import { administrators, demoteAllBut, ownEvents } from '@/test/support/people/reset-links';
import { POST as setUp } from '../setup/route';
import { PUT as setRole } from './[userId]/role/route';
import { PUT as setStatus } from './[userId]/status/route';

await anEmptyInstallation();
await ask(setUp, {
  body: {
    organizationName: 'Northwind',
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    password: 'correct horse battery',
  },
});
const administrator = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });

describe('roles', () => {
  const role = (userId: string, wanted: string, cookie = administrator.cookie) =>
    ask(setRole, { cookie, method: 'PUT', params: { userId }, body: { role: wanted } });

  test('are given and taken with effect on the next request', async () => {
    const { user, cookie } = await anAccount({ steppedUpAgoMs: 0 });
    const byThem = () => role(user.id, 'ADMINISTRATOR', cookie);
    expect((await byThem()).json.code).toBe('administrator_required');
    expect((await role(user.id, 'ADMINISTRATOR')).status).toBe(204);
    expect((await byThem()).status).toBe(204);
    expect((await role(user.id, 'MEMBER')).status).toBe(204);
    expect((await byThem()).json.code).toBe('administrator_required');
    expect((await ownEvents(user.id)).filter((action) => action === 'member.change_role')).toHaveLength(2);
    expect((await role('1', 'MEMBER')).status).toBe(404);
  });

  test('never leave the workspace without an administrator, also when two act on each other at once', async () => {
    const one = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
    const two = await anAccount({ role: 'ADMINISTRATOR', steppedUpAgoMs: 0 });
    await demoteAllBut([one.user.id, two.user.id]);
    const ways = [
      () => role(two.user.id, 'MEMBER', one.cookie),
      () =>
        ask(setStatus, {
          cookie: two.cookie,
          method: 'PUT',
          params: { userId: one.user.id },
          body: { active: false },
        }),
    ];
    const answers = await Promise.all(ways.map((way) => way()));
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const left = answers[0]?.status === 204 ? one : two;
    expect(await administrators()).toEqual([left.user.id]);
    for (const refused of [
      await role(left.user.id, 'MEMBER', left.cookie),
      await ask(setStatus, {
        cookie: left.cookie,
        method: 'PUT',
        params: { userId: left.user.id },
        body: { active: false },
      }),
    ]) {
      expect([refused.status, refused.json.code]).toEqual([409, 'conflict']);
    }
    expect(await administrators()).toEqual([left.user.id]);
  });

  test('the database itself keeps the last one', async () => {
    await expect(demoteAllBut([])).rejects.toThrow('user_last_administrator');
    expect(await administrators()).toHaveLength(1);
  });
});

test('PUT /members/…/role is closed to the signed out, to those not stepped up, after 15 minutes, to other sites, and to members', () =>
  expectGated(setRole, { method: 'PUT', params: { userId: '1' }, body: { role: 'MEMBER' } }, true));
