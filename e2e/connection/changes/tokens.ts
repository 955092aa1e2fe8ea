import { expect, type Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createToken } from '@/prisma/factories/create-token';
import { TOKENS_PATH } from '../../support/tokens-page';
import { type Changes, fromMenu, press } from './change';

/** A browser's session with the module open. */
const OPEN = { userAgent: 'Playwright', revokedAt: null, stepUpVerifiedAt: { not: null } };

export const tokenChanges: Changes = {
  'a token’s status': async (person) => {
    const { id } = await createToken(person, { name: 'Build server' });
    const status = (page: Page) => page.getByRole('switch', { name: 'Status of Build server' });
    return {
      path: TOKENS_PATH,
      press: (page) => status(page).click(),
      shows: (page, isMade) => expect(status(page)).toBeChecked({ checked: !isMade }),
      isMade: async () => (await db().webhookToken.count({ where: { id, enabled: false } })) === 1,
    };
  },
  'a token’s name': async (person) => {
    const { id } = await createToken(person, { name: 'Build server' });
    return {
      path: TOKENS_PATH,
      async prepare(page) {
        await press('button', 'Rename Build server')(page);
        await page.getByRole('textbox', { name: 'New name of Build server' }).fill('Shop');
      },
      press: (page) => page.keyboard.press('Enter'),
      async shows(page, isMade) {
        if (isMade) return expect(page.getByRole('button', { name: 'Rename Shop' })).toBeVisible();
        await expect(page.getByRole('textbox', { name: 'New name of Build server' })).toHaveValue('Shop');
      },
      isMade: async () => (await db().webhookToken.count({ where: { id, name: 'Shop' } })) === 1,
    };
  },
  'a new token': async (person) => ({
    path: TOKENS_PATH,
    async prepare(page) {
      await press('button', 'Generate New Token')(page);
      await page.getByRole('dialog').getByLabel('Name').fill('Shop');
    },
    press: (page) => page.getByRole('dialog').getByRole('button', { name: 'Generate', exact: true }).click(),
    shows: (page, isMade) => expect(page.getByTitle('Shop').first()).toBeAttached({ attached: isMade }),
    isMade: async () => (await db().webhookToken.count({ where: { userId: person.id, name: 'Shop' } })) === 1,
  }),
  'the end of a token': async (person) => {
    const { id } = await createToken(person, { name: 'Build server' });
    return {
      path: TOKENS_PATH,
      prepare: fromMenu('More for Build server', 'Delete'),
      press: press('button', 'Delete token'),
      async shows(page, isMade) {
        await expect(page.getByRole('dialog')).toHaveCount(isMade ? 0 : 1);
        if (isMade) await expect(page.getByRole('button', { name: 'Rename Build server' })).toHaveCount(0);
      },
      isMade: async () => (await db().webhookToken.count({ where: { id } })) === 0,
    };
  },
  'Lock now': async (person) => ({
    path: TOKENS_PATH,
    press: press('button', 'Lock now'),
    shows: async (page, isMade) => {
      if (!isMade) return expect(page.getByText('Verified')).toBeVisible();
      await expect(
        page.getByRole('heading', { name: /verify|second factor|passkey/i }).first(),
      ).toBeVisible();
      await expect(page.getByText('Generated Tokens')).toHaveCount(0);
    },
    isMade: async () => (await db().session.count({ where: { userId: person.id, ...OPEN } })) === 0,
  }),
};
