import { expect, type Page } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { post, urlOf } from '../../webhooks/call';
import { type Changes, fromMenu, press } from './change';

export const feedChanges: Changes = {
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
        await press('button', 'Remove Grace Hopper')(page);
        await expect(page.getByRole('dialog', { name: /^Remove Grace Hopper from/ })).toBeVisible();
      },
      press: press('button', 'Remove member'),
      async shows(page, isMade) {
        const list = page.locator('ul[aria-label="Members"]');
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
};
