import { expect, type Page } from 'playwright/test';
import { invite } from '@/lib/accounts/invite';
import { createSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser, type TestUser } from '@/prisma/factories/create-user';
import { editorOf } from '../support/code-editor';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';

/** One change that somebody makes in the interface. */
export type Change = {
  path: string;
  /** Comes to where one press is left, as code that is fetched late is fetched here. */
  prepare?: (page: Page) => Promise<void>;
  press: (page: Page) => Promise<void>;
  /** Fails unless the page shows the change as made, or as not made. */
  shows: (page: Page, isMade: boolean) => Promise<void>;
  isMade: () => Promise<boolean>;
};

/** A browser's session with the module open. */
const OPEN = { userAgent: 'Playwright', revokedAt: null, stepUpVerifiedAt: { not: null } };

const press =
  (
    role: 'button' | 'combobox' | 'switch' | 'radio' | 'menuitem' | 'menuitemcheckbox',
    name: string | RegExp,
  ) =>
  (page: Page) =>
    page.getByRole(role, { name }).first().click();

const fromMenu = (menu: string, item: string) => async (page: Page) => {
  await press('button', menu)(page);
  await press('menuitem', item)(page);
  await expect(page.getByRole('dialog')).toBeVisible();
};

/** Every kind of change, each with things of its own. */
export const changes: Record<string, (person: TestUser) => Promise<Change>> = {
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
  'joining a channel': async (person) => {
    const owner = await createUser();
    const { uniqueName, feedId } = await createChannel(owner);
    return {
      path: `/channels/${uniqueName}`,
      press: press('button', 'Join channel'),
      shows: async (page, isMade) => {
        await expect(page.getByRole('button', { name: 'Join channel' })).toHaveCount(isMade ? 0 : 1);
      },
      isMade: async () => (await db().feedMember.count({ where: { feedId, userId: person.id } })) === 1,
    };
  },
  'muting a channel': async (person) => {
    const { uniqueName, feedId } = await createChannel(person);
    const mute = (page: Page) => page.getByRole('menuitemcheckbox', { name: 'Mute' });
    return {
      path: `/channels/${uniqueName}`,
      prepare: press('button', 'Notifications, mentions'),
      press: press('menuitemcheckbox', 'Mute'),
      shows: (page, isMade) => expect(mute(page)).toBeChecked({ checked: isMade }),
      isMade: async () => (await db().feedMember.count({ where: { feedId, muted: true } })) === 1,
    };
  },
  'subscribing to a bot': async (person) => {
    const { uniqueName, feedId } = await createBot(await createUser());
    return {
      path: `/bots/${uniqueName}`,
      press: press('button', /^Subscribe to/),
      shows: async (page, isMade) => {
        await expect(page.getByRole('button', { name: /^Subscribe to/ })).toHaveCount(isMade ? 0 : 1);
      },
      isMade: async () => (await db().feedMember.count({ where: { feedId, userId: person.id } })) === 1,
    };
  },
  'installing an extension': async (person) => {
    const { number, feedId } = await createExtension(await createUser(), { published: true });
    return {
      path: `/bots-and-tools/extensions/${number}`,
      press: press('button', /^Install/),
      shows: async (page, isMade) => {
        await expect(page.getByRole('button', { name: /^Install / })).toHaveCount(isMade ? 0 : 1);
      },
      isMade: async () => (await db().feedMember.count({ where: { feedId, userId: person.id } })) === 1,
    };
  },
  'removing a member': async (person) => {
    const grace = await createUser({ name: 'Grace Hopper' });
    const { uniqueName, feedId } = await createChannel(person, { members: [grace] });
    return {
      path: `/channels/${uniqueName}`,
      async prepare(page) {
        await press('button', /^Members, /)(page);
        await expect(page.getByRole('list', { name: 'Members' })).toContainText('Grace Hopper');
      },
      press: press('button', 'Remove Grace Hopper'),
      async shows(page, isMade) {
        const list = page.getByRole('list', { name: 'Members' });
        if (isMade) await expect(list).not.toContainText('Grace Hopper');
        else await expect(list).toContainText('Grace Hopper');
      },
      isMade: async () => (await db().feedMember.count({ where: { feedId, userId: grace.id } })) === 0,
    };
  },
  'a channel’s name': async (person) => {
    const { id, uniqueName } = await createChannel(person, { name: 'Builds before' });
    return {
      path: `/channels/${uniqueName}`,
      async prepare(page) {
        await fromMenu('More about this channel', 'Edit channel')(page);
        await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('Builds after');
      },
      press: press('button', 'Save'),
      async shows(page, isMade) {
        const title = page.locator('h1');
        await expect(title).toHaveText(isMade ? 'Builds after' : 'Builds before');
      },
      isMade: async () => (await db().channel.count({ where: { id, name: 'Builds after' } })) === 1,
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
      press: press('button', `Revoke the invitation: ${email}`),
      shows: (page, isMade) => expect(page.getByText(email)).toHaveCount(isMade ? 0 : 1),
      isMade: async () => (await db().invitation.count({ where: { email, revokedAt: null } })) === 0,
    };
  },
  'a vote': async (person) => {
    const { token } = await createToken(person);
    const { uniqueName, feedId } = await createChannel(person);
    const options = [{ text: 'Soup' }, { text: 'Salad' }];
    await post(urlOf.channel(uniqueName, token), {
      text: 'Choose',
      card: { title: 'Lunch', theme: 'poll', options },
    });
    const salad = (page: Page) => page.getByRole('radio', { name: /Salad/ });
    return {
      path: `/channels/${uniqueName}`,
      press: (page) => salad(page).click(),
      shows: (page, isMade) => expect(salad(page)).toBeChecked({ checked: isMade }),
      isMade: async () => (await db().pollVote.count({ where: { feedId, userId: person.id } })) === 1,
    };
  },
  'Lock now': async (person) => ({
    path: TOKENS_PATH,
    press: press('button', 'Lock now'),
    shows: (page, isMade) =>
      isMade
        ? expect(page.getByRole('heading', { name: /verify|second factor|passkey/i }).first()).toBeVisible()
        : expect(page.getByText('Verified')).toBeVisible(),
    isMade: async () => (await db().session.count({ where: { userId: person.id, ...OPEN } })) === 0,
  }),
};
