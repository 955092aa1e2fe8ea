import { expect, type Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { editorOf } from '../../support/code-editor';
import { type Changes, press } from './change';

export const workshopChanges: Changes = {
  'what a bot understands': async (person) => {
    const { uniqueName, feedId } = await createBot(person);
    const discard = (page: Page) => page.getByRole('button', { name: 'Discard', exact: true });
    return {
      path: `/bots-and-tools/bots/${uniqueName}`,
      async prepare(page) {
        await page.getByRole('textbox', { name: 'Title', exact: true }).fill('Disk of {{host}}');
        await expect(discard(page)).toBeVisible();
      },
      press: press('button', 'Save what it understands'),
      shows: (page, isMade) => expect(discard(page)).toHaveCount(isMade ? 0 : 1),
      isMade: async () =>
        (await db().intake.count({ where: { feedId, understanding: { not: null } } })) === 1,
    };
  },
  'a bot’s handler': async (person) => {
    const { uniqueName } = await createBot(person, { handlerCode: 'function handler() { return "old"; }' });
    const code = 'function handler() { return "new"; }';
    return {
      path: `/bots-and-tools/bots/${uniqueName}`,
      prepare: (page) => editorOf(page).fill(code),
      press: press('button', 'Save'),
      shows: async (page, isMade) => {
        await expect(page.getByText('Not saved', { exact: true })).toHaveCount(isMade ? 0 : 1);
      },
      isMade: async () => (await db().bot.count({ where: { uniqueName, handlerCode: code } })) === 1,
    };
  },
  'the signature of incoming calls': async (person) => {
    const { uniqueName, feedId } = await createBot(person);
    const warns = { feedId, scheme: 'github', signatureMode: 'WARN' } as const;
    return {
      path: `/bots-and-tools/bots/${uniqueName}`,
      async prepare(page) {
        await press('combobox', 'Who signs')(page);
        await page.getByRole('option', { name: 'GitHub' }).click();
        await page.getByLabel('Secret 1', { exact: true }).fill('a secret');
      },
      press: press('button', 'Save signature'),
      shows: (page, isMade) => expect(page.getByText(/not shown again/)).toHaveCount(isMade ? 1 : 0),
      isMade: async () => (await db().intake.count({ where: warns })) === 1,
    };
  },
};
