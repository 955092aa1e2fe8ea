import { beforeAll, describe, expect, test } from 'vitest';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { ask, everybody, feedsOf, userBehind } from '@/test/support/people/account';
import { ownEvents } from '@/test/support/people/reset-links';
import { POST as setUp } from './route';

const account = (email: string) => ({
  organizationName: 'Northwind',
  name: 'Ada Lovelace',
  email,
  password: 'correct horse battery',
});

describe('the first account', () => {
  beforeAll(anEmptyInstallation);

  test('of twenty at once one is made; it is the administrator, in #general and with Herald', async () => {
    const asked = Array.from({ length: 20 }, (_, n) => ask(setUp, { body: account(`a${n}@example.com`) }));
    const answers = await Promise.all(asked);
    const made = answers.filter(({ status }) => status === 204);
    expect(made).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(19);
    const people = await everybody();
    expect(people).toHaveLength(1);
    expect(people[0]?.role).toBe('ADMINISTRATOR');
    expect((await feedsOf(people[0]?.id ?? '')).sort()).toEqual(['general', 'herald']);
    expect((await userBehind(made[0]?.cookie ?? '')).id).toBe(people[0]?.id);
    expect(await ownEvents(people[0]?.id ?? '')).toEqual(['account.create_first']);
  });

  test('afterwards there is no second first account', async () => {
    expect((await ask(setUp, { body: account('late@example.com') })).json.code).toBe('conflict');
  });
});

test('what cannot be an account is refused with the field', async () => {
  const answer = await ask(setUp, { body: { ...account('a@example.com'), password: 'short' } });
  expect([answer.status, answer.json.field]).toEqual([400, 'password']);
});
