import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';

test('after signing out and in again in one tab, the others go on live', async ({
  page,
  context,
  person,
}) => {
  const owner = await createUser();
  const channel = await createChannel(owner, { members: [person] });
  const theirs = urlOf.channel(channel.uniqueName, (await createToken(owner)).token);
  const own = await createToken(person);
  const [feed, history] = [await context.newPage(), await context.newPage()];
  await feed.goto(`/channels/${channel.uniqueName}`);
  await history.goto(`${TOKENS_PATH}/${own.id}`);
  await expect(history.getByText('Live', { exact: true })).toBeVisible();
  await page.goto('/bots-and-tools/channels');
  const refused: string[] = [];
  context.on('response', (answer) => {
    if (answer.status() === 401 && answer.url().includes('/api/events')) refused.push(answer.url());
  });
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/sign-in');
  // From the second refusal on the tabs know that nobody is signed in.
  await expect.poll(() => refused.length).toBeGreaterThan(1);
  await signIn(context, person, { steppedUp: true });
  expect((await post(theirs, { text: 'Welcome back' })).status).toBe(204);
  await expect(feed.getByRole('log')).toContainText('Welcome back');
  await expect(feed.getByText('You are no longer a member here')).toHaveCount(0);
  await expect(history.getByText('Live', { exact: true })).toBeVisible();
  expect((await post(urlOf.channel(channel.uniqueName, own.token), { text: 'Mine' })).status).toBe(204);
  await expect(history.getByRole('table', { name: 'Calls' })).toContainText('204');
});
