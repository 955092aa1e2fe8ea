import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const POLL = {
  card: { title: 'Where is lunch?', theme: 'poll', options: [{ text: 'Soup bar' }, { text: 'Salad' }] },
};

test('an archived channel is read and nothing more; every open page is told at once, and again when it is revived', async ({
  page,
  person,
  browser,
}) => {
  const friend = await createUser();
  const channel = await createChannel(person, { members: [friend] });
  const url = urlOf.channel(channel.uniqueName, (await createToken(person)).token);
  const path = `/channels/${channel.uniqueName}`;
  const bot = await createBot(person, { handlerCode: 'function handler() {}\nfunction onButton() {}' });
  const button = { label: 'Approve', action: { type: 'invoke.function', data: { name: 'approve' } } };
  expect((await post(url, POLL)).status).toBe(204);
  const asBot = `${url}&bot_unique_name=${bot.uniqueName}`;
  expect((await post(asBot, { text: 'Build 128', buttons: [button] })).status).toBe(204);
  const theirs = await browser.newContext();
  await signIn(theirs, friend);
  const hers = await theirs.newPage();
  await hers.goto(path);
  await expect(hers.getByRole('radio', { name: 'Salad' })).toBeVisible();
  // A message that appears without a reload shows that the page is live.
  expect((await post(url, { text: 'Message 3' })).status).toBe(204);
  await expect(hers.getByRole('log')).toContainText('Message 3');
  const mayArchive = hers.getByRole('menuitem', { name: /rchive channel|Delete channel/ });
  await hers.getByRole('button', { name: 'More about this channel' }).click();
  await expect(hers.getByRole('menuitem', { name: 'Leave channel' })).toBeVisible();
  await expect(mayArchive).toHaveCount(0);
  await hers.keyboard.press('Escape');

  await page.goto(path);
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Archive channel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive channel' }).click();
  for (const one of [page, hers]) {
    await expect(one.getByRole('status').filter({ hasText: 'This channel is archived' })).toBeVisible();
    await expect(one.getByRole('radio', { name: 'Salad' })).toBeDisabled();
    await expect(one.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await expect(one.getByRole('log')).toContainText('Message 3');
    await expect(one.getByRole('navigation').getByRole('link', { name: /^Builds/ })).toHaveCount(0);
  }
  await expect(hers.getByRole('button', { name: 'Unarchive' })).toHaveCount(0);
  expect((await post(url, { text: 'Message 4' })).json).toMatchObject({ code: 'access_denied' });
  await expectAccessible(page, 'an archived channel');

  await page.goto('/bots-and-tools/channels');
  await expect(page.getByRole('region', { name: 'Archived' }).locator(`a[href="${path}"]`)).toBeVisible();
  await expectAccessible(page, 'channels with archived ones');
  await page.goto(path);
  await page.getByRole('button', { name: 'Unarchive' }).click();
  for (const one of [page, hers]) {
    await expect(one.getByText('This channel is archived')).toHaveCount(0);
    await expect(one.getByRole('radio', { name: 'Salad' })).toBeEnabled();
  }
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
  expect((await post(url, { text: 'Message 4' })).status).toBe(204);
  await expect(hers.getByRole('log')).toContainText('Message 4');
  await theirs.close();
});

test('deleting asks for the name as it is seen; then the channel is gone for everybody, and open pages are told', async ({
  page,
  person,
  browser,
}) => {
  const friend = await createUser();
  const seen = `Zürich ${Date.now()}`;
  const name = seen.normalize('NFD').replace(' ', ' \u00a0 ');
  const channel = await createChannel(person, { name, members: [friend] });
  const url = urlOf.channel(channel.uniqueName, (await createToken(person)).token);
  const path = `/channels/${channel.uniqueName}`;
  expect((await post(url, { text: 'Message 1' })).status).toBe(204);
  const theirs = await browser.newContext();
  await signIn(theirs, friend);
  const hers = await theirs.newPage();
  await hers.goto(path);
  expect((await post(url, { text: 'Message 2' })).status).toBe(204);
  await expect(hers.getByRole('log')).toContainText('Message 2');

  await page.goto(path);
  const link = page.getByRole('navigation').locator(`a[href="${path}"]`);
  await expect(link).toHaveCount(1);
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Delete channel' }).click();
  const dialog = page.getByRole('dialog');
  const deed = dialog.getByRole('button', { name: 'Delete channel' });
  await expect(deed).toBeDisabled();
  await dialog.getByLabel(/^Type/).fill('something else');
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await expect(deed).toBeDisabled();
  await expectAccessible(page, 'deleting a channel');
  await dialog.getByLabel(/^Type/).fill(seen);
  await deed.click();
  await expect(page).toHaveURL(/\/bots-and-tools\/channels$/);
  await expect(link).toHaveCount(0);
  await expect(hers.getByRole('status').getByText('It may have been deleted.')).toBeVisible();
  expect((await post(url, { text: 'Message 3' })).json).toMatchObject({ code: 'channel_not_exists' });
  await page.goto(path);
  await expect(page.getByRole('heading', { name: /not/i })).toBeVisible();
  await theirs.close();
});

test('a member, a stranger and somebody signed out may neither archive nor delete', async ({
  page,
  person,
  request,
}) => {
  const owner = await createUser();
  const open = await createChannel(owner, { members: [person] });
  const hidden = await createChannel(owner, { access: 'PRIVATE' });
  const headers = { origin: new URL(test.info().project.use.baseURL!).origin };
  const statuses = async (caller: typeof request, uniqueName: string) => {
    const base = `/api/channels/${uniqueName}`;
    const archive = await caller.put(`${base}/archive`, { headers, data: { archived: true } });
    const remove = await caller.delete(base, { headers, data: { name: 'Builds' } });
    return [archive.status(), remove.status()];
  };
  expect(await statuses(page.request, open.uniqueName)).toEqual([403, 403]);
  expect(await statuses(page.request, hidden.uniqueName)).toEqual([404, 404]);
  expect(await statuses(request, open.uniqueName)).toEqual([401, 401]);
});
