import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { goToAlive } from '../support/go-to';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const TOOLS = '/bots-and-tools';
const headers = () => ({ origin: new URL(test.info().project.use.baseURL!).origin });

/** Goes there by a link of the page. */
async function follow(page: Page, path: string) {
  await page.locator(`a[href="${path}"]`).first().click();
  await expect(page).toHaveURL(path);
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('main').getByRole('listitem').filter({ hasText: name });

for (const { list, mark, make } of [
  {
    list: 'channels',
    mark: 'Joined',
    make: async (name: string) => {
      const { uniqueName } = await createChannel(await createUser(), { name });
      return `/api/channels/${uniqueName}/membership`;
    },
  },
  {
    list: 'bots',
    mark: 'Subscribed',
    make: async (name: string) => {
      const { uniqueName } = await createBot(await createUser(), { name });
      return `/api/bots/${uniqueName}/subscription`;
    },
  },
  {
    list: 'extensions',
    mark: 'Installed',
    make: async (name: string) => {
      const { number } = await createExtension(await createUser(), { name, published: true });
      return `/api/extensions/${number}/installation`;
    },
  },
]) {
  test(`a list of ${list} that is opened again is as new as its page, also after Back`, async ({
    page,
    person,
  }) => {
    expect(person.id).toBeTruthy();
    const name = unique('0 Again');
    const entered = await make(name);
    await goToAlive(page, `${TOOLS}/${list}`);
    const row = rowOf(page, name);
    await expect(row).toBeVisible();
    await expect(row.getByText(mark, { exact: true })).toHaveCount(0);
    await follow(page, TOOLS);
    // As from another device.
    expect((await page.request.put(entered, { headers: headers() })).ok()).toBe(true);
    await follow(page, `${TOOLS}/${list}`);
    await expect(row.getByText(mark, { exact: true })).toBeVisible();
    await page.goBack();
    await expect(page).toHaveURL(TOOLS);
    await page.goBack();
    await expect(page).toHaveURL(`${TOOLS}/${list}`);
    await expect(row).toBeVisible();
    await expect(row.getByText(mark, { exact: true })).toBeVisible();
  });
}

test('a channel that was joined by a button of a message is joined in the list, too, after Back', async ({
  page,
  person,
}) => {
  const name = unique('0 Joined');
  const other = await createChannel(await createUser(), { name });
  const channel = await createChannel(person, { name: unique('0 Here') });
  const join = { type: 'system.api', data: { api: `joinchannel/${other.uniqueName}` } };
  const url = urlOf.channel(channel.uniqueName, (await createToken(person)).token);
  expect((await post(url, { text: 'x', buttons: [{ label: 'Join', action: join }] })).status).toBe(204);
  await goToAlive(page, `${TOOLS}/channels`);
  await expect(rowOf(page, name).getByRole('button', { name: /^Join/ })).toBeVisible();
  await follow(page, `/channels/${channel.uniqueName}`);
  await page.getByRole('log').getByRole('button', { name: 'Join' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Join' }).click();
  await expect(page).toHaveURL(`/channels/${other.uniqueName}`);
  await page.goBack();
  await expect(page).toHaveURL(`/channels/${channel.uniqueName}`);
  await page.goBack();
  await expect(rowOf(page, name).getByText('Joined', { exact: true })).toBeVisible();
});

test('⌘K knows somebody’s new name at once', async ({ page, context }) => {
  const [before, after] = [unique('Before'), unique('After')];
  await signIn(context, await createUser({ role: 'ADMINISTRATOR', name: before }), { steppedUp: true });
  await goToAlive(page, '/settings/account');
  const find = async (words: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill(words);
    return page.getByRole('dialog', { name: 'Search and commands' }).getByRole('option');
  };
  await expect((await find(before)).filter({ hasText: before })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByLabel('Your name').fill(after);
  await page.getByRole('button', { name: 'Save name' }).click();
  await expect(page.getByText('Your name is changed.')).toBeVisible();
  await expect((await find(after)).filter({ hasText: after })).toHaveCount(1);
});
