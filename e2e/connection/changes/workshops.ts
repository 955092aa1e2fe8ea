import { expect, type Page } from 'playwright/test';
import { saveBotHandler } from '@/lib/bots/save-bot-handler';
import { db } from '@/lib/db/prisma';
import { revealAppKey } from '@/lib/extensions/reveal-app-key';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { editorOf } from '../../support/code-editor';
import { post, urlOf } from '../../webhooks/call';
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
  'how calls like one of them read': async (person) => {
    const { uniqueName, feedId } = await createChannel(person);
    const { token } = await createToken(person);
    await post(urlOf.channelIncoming(uniqueName, token), { job: 'nightly', state: 'done' });
    return {
      path: `/channels/${uniqueName}`,
      async prepare(page) {
        await press('button', 'Make this readable')(page);
        await page.getByRole('dialog').getByRole('textbox', { name: 'Title' }).fill('Job {{job}}');
      },
      press: (page) => page.getByRole('dialog').getByRole('button', { name: 'Save' }).click(),
      async shows(page, isMade) {
        const said = page.getByText(/^Saved\. The next call to /);
        if (isMade) return expect(said.first()).toBeVisible();
        await expect(said).toHaveCount(0);
        await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Title' })).toHaveValue(
          'Job {{job}}',
        );
      },
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
        if (isMade) await expect(page.getByText(/not certain/)).toHaveCount(0);
      },
      isMade: async () => (await db().bot.count({ where: { uniqueName, handlerCode: code } })) === 1,
    };
  },
  'the version of a bot’s handler': async (person) => {
    const { uniqueName } = await createBot(person, { handlerCode: 'function handler() { return "old"; }' });
    await saveBotHandler(person, uniqueName, 'function handler() { return "new"; }');
    return {
      path: `/bots-and-tools/bots/${uniqueName}`,
      async prepare(page) {
        await press('button', 'Roll back to version 1')(page);
        await expect(page.getByRole('dialog', { name: 'Roll back to version 1?' })).toBeVisible();
      },
      press: (page) => page.getByRole('dialog').getByRole('button', { name: 'Roll back' }).click(),
      shows: (page, isMade) =>
        expect(page.locator('ul[aria-label="Versions"]').getByText('Version 3')).toHaveCount(isMade ? 1 : 0),
      isMade: async () =>
        (await db().bot.count({ where: { uniqueName, handlerCode: { contains: 'old' } } })) === 1,
    };
  },
  'the app key of an extension': async (person) => {
    const { number, sandbox } = await createExtension(person);
    const shown = (page: Page) => page.getByText(sandbox.appKey, { exact: true });
    return {
      path: `/bots-and-tools/extensions/${number}`,
      async prepare(page) {
        await press('button', 'Reveal Sandbox app key')(page);
        await expect(shown(page)).toHaveCount(1);
        await press('button', 'New Sandbox app key')(page);
        await expect(page.getByRole('dialog')).toBeVisible();
      },
      press: press('button', 'Make new key'),
      // Reveal fetches the new key. Where nobody knows which one counts, none is shown.
      async shows(page, isMade) {
        if (isMade) await expect(shown(page)).toHaveCount(0);
        else await expect(page.getByRole('dialog')).toBeVisible();
      },
      isMade: async () => (await revealAppKey(person, BigInt(number), 'sandbox')).appKey !== sandbox.appKey,
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
