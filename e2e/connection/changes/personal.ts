import { expect } from 'playwright/test';
import { invite } from '@/lib/accounts/invite';
import { createSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { type Changes, press } from './change';

export const personalChanges: Changes = {
  'one’s own name': async (person) => ({
    path: '/settings/account',
    prepare: (page) => page.getByRole('textbox', { name: 'Your name' }).fill('Ada King'),
    press: press('button', 'Save name'),
    shows: (page, isMade) =>
      isMade
        ? expect(page.getByRole('button', { name: 'Account of Ada King' }).first()).toBeVisible()
        : expect(page.getByRole('button', { name: 'Account of Ada Lovelace' }).first()).toBeVisible(),
    isMade: async () => (await db().user.count({ where: { id: person.id, name: 'Ada King' } })) === 1,
  }),
  'the end of a session': async (person) => {
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const { id } = await createSession(person.id, { sourceAddress: '192.0.2.7', userAgent });
    return {
      path: '/settings/sessions',
      press: press('button', /^Sign out Firefox/),
      shows: async (page, isMade) => {
        await expect(page.getByRole('button', { name: /^Sign out Firefox/ })).toHaveCount(isMade ? 0 : 1);
      },
      isMade: async () => (await db().session.count({ where: { id, revokedAt: null } })) === 0,
    };
  },
  'the end of an invitation': async (person) => {
    const email = `${person.id}@example.net`;
    await invite(person, { role: 'MEMBER', email });
    return {
      path: '/members',
      prepare: press('button', `Revoke the invitation: ${email}`),
      press: press('button', 'Revoke invitation'),
      shows: (page, isMade) => expect(page.locator('main').getByText(email)).toHaveCount(isMade ? 0 : 1),
      isMade: async () => (await db().invitation.count({ where: { email, revokedAt: null } })) === 0,
    };
  },
};
