import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

test('a person creates a channel, and its unique name comes from the name', async ({ page, person }) => {
  const { token } = await createToken(person);
  const stamp = Date.now();
  await page.goto('/bots-and-tools/channels');
  // Without a channel to list, the page has the button twice.
  await page.getByRole('button', { name: 'Create channel' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(`CI / CD ${stamp}`);
  await expect(dialog.getByText(`cicd${stamp}`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Create channel' }).click();
  await expect(page).toHaveURL(`/channels/cicd${stamp}`);
  expect((await post(urlOf.channel(`cicd${stamp}`, token), { text: 'First' })).status).toBe(204);
  await expect(page.getByRole('article')).toContainText('First');
});

test('joining shows the channel from its beginning and lets the tokens in, leaving takes both back', async ({
  page,
  person,
}) => {
  const owner = await createUser();
  const channel = await createChannel(owner);
  const theirs = urlOf.channel(channel.uniqueName, (await createToken(owner)).token);
  const mine = urlOf.channel(channel.uniqueName, (await createToken(person)).token);
  expect((await post(theirs, { text: 'Before' })).status).toBe(204);
  expect((await post(mine, { text: 'Too early' })).status).toBe(403);

  await page.goto(`/channels/${channel.uniqueName}`);
  await expect(page.getByText('Before')).toHaveCount(0);
  await page.getByRole('button', { name: 'Join channel' }).click();
  await expect(page.getByRole('log')).toContainText('Before');
  expect((await post(mine, { text: 'Mine' })).status).toBe(204);
  await expect(page.getByRole('log')).toContainText('Mine');

  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Leave channel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave channel' }).click();
  await expect(page.getByText(/^You have left /)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Join channel' })).toBeVisible();
  await expect(page.getByText('Before')).toHaveCount(0);
  expect((await post(mine, { text: 'Too late' })).status).toBe(403);
});

test('a private channel is invisible to others until a member adds them', async ({
  page,
  context,
  browser,
}) => {
  const owner = await createUser();
  // The name sorts last, beyond the end of the first list.
  const friend = await createUser({ name: `Zoe ${Date.now()}` });
  await Promise.all(Array.from({ length: 51 }, () => createUser()));
  const channel = await createChannel(owner, { access: 'PRIVATE' });
  const theirs = await browser.newContext();
  await signIn(theirs, friend);
  const headers = { origin: new URL(test.info().project.use.baseURL!).origin };
  const listed = async () => JSON.stringify(await (await theirs.request.get('/api/channels')).json());
  expect(await listed()).not.toContain(channel.uniqueName);
  expect((await theirs.request.get(`/api/channels/${channel.uniqueName}/members`)).status()).toBe(404);
  expect(
    (await theirs.request.put(`/api/channels/${channel.uniqueName}/membership`, { headers })).status(),
  ).toBe(404);
  expect((await theirs.request.get(`/api/feeds/${channel.feedId}/messages`)).status()).toBe(404);
  expect((await theirs.request.get(`/api/feeds/${channel.feedId}/events`)).status()).toBe(404);
  const outside = await theirs.newPage();
  await outside.goto(`/channels/${channel.uniqueName}`);
  await expect(outside.getByRole('heading', { level: 1 })).not.toContainText('Builds');

  await signIn(context, owner);
  await page.goto(`/channels/${channel.uniqueName}`);
  await page.getByRole('button', { name: /^Members, / }).click();
  await page.getByLabel('Add somebody').click();
  await page.getByPlaceholder('Search by name or e-mail').fill(friend.name);
  await page.getByRole('option', { name: friend.name }).click();
  await expect(page.getByRole('list', { name: 'Members' })).toContainText(friend.name);
  expect(await listed()).toContain(channel.uniqueName);
  await outside.goto(`/channels/${channel.uniqueName}`);
  await expect(outside.getByRole('heading', { level: 1 })).toContainText('Builds');
  await theirs.close();
});
