import { type BrowserContext, expect, test } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

async function aChannel(context: BrowserContext) {
  const person = await createUser({ name: 'Ada Lovelace' });
  const channel = await createChannel(person);
  const { token } = await createToken(person, { name: 'Build server' });
  await signIn(context, person);
  const url = urlOf.channel(channel.uniqueName, token);
  return { ...channel, person, token, url, path: `/channels/${channel.uniqueName}` };
}

const MISSING = /cannot be shown: it was removed, or it is not for you/;

test('a link leads to its message far back, marks it, and reads on in both directions', async ({
  page,
  context,
}) => {
  test.slow();
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { url, path } = await aChannel(context);
  for (let n = 1; n <= 170; n++) expect((await post(url, { text: `Message ${n}.` })).status).toBe(204);
  await page.goto(path);
  const last = page.getByRole('article').filter({ hasText: 'Message 170.' });
  await last.hover();
  await last.getByRole('button', { name: 'More about this message' }).click();
  await page.getByRole('menuitem', { name: 'Copy link' }).click();
  await expect(page.getByText(/^Link copied/)).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).pathname).toBe(path);

  await page.goto(link.replace('message=170', 'message=60'));
  const row = page.getByRole('article').filter({ hasText: 'Message 60.' });
  await expect(row).toBeInViewport({ ratio: 1 });
  await expect(row).toHaveAttribute('aria-current', 'true');
  await expect(row).toBeFocused();
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible();
  await expectAccessible(page, 'a linked message');
  const numbers = () =>
    page
      .getByRole('article')
      .evaluateAll((rows) => rows.map((one) => Number(/Message (\d+)/.exec(one.textContent ?? '')?.[1])));
  expect((await post(url, { text: 'Message 171.' })).status).toBe(204);
  await page.getByRole('log').hover();
  await expect(async () => {
    await page.mouse.wheel(0, 900);
    await expect(page.getByText('Message 171.', { exact: true })).toBeInViewport({ timeout: 200 });
  }).toPass();
  await expect(async () => {
    await page.mouse.wheel(0, -1_500);
    await expect(page.getByText('This is the beginning.')).toBeInViewport({ timeout: 200 });
  }).toPass();
  expect(await numbers()).toEqual(Array.from({ length: 171 }, (_, n) => n + 1));
});

test('Jump to latest leads from a linked message to the newest at once', async ({ page, context }) => {
  test.slow();
  const { url, path } = await aChannel(context);
  for (let n = 1; n <= 90; n++) expect((await post(url, { text: `Message ${n}.` })).status).toBe(204);
  await page.goto(`${path}?message=10`);
  await expect(page.getByRole('article').filter({ hasText: 'Message 10.' })).toBeInViewport();
  await page.getByRole('button', { name: 'Jump to latest' }).click();
  await expect(page.getByRole('article').filter({ hasText: 'Message 90.' })).toBeInViewport();
  expect((await post(url, { text: 'Message 91.' })).status).toBe(204);
  await expect(page.getByRole('article').filter({ hasText: 'Message 91.' })).toBeInViewport();
});

test('the keyboard reaches the link: the time of a message opens its menu', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { url, path } = await aChannel(context);
  await post(url, { text: 'Message 1.' });
  await page.goto(path);
  const row = page.getByRole('article');
  const time = row.getByRole('button', { name: /just now|minute/ });
  await expect(time).toHaveAccessibleName(new RegExp(String(new Date().getFullYear())));
  await page.getByRole('log').focus();
  await page.keyboard.press('Tab');
  await expect(time).toBeFocused();
  await expect(page.getByRole('tooltip')).toContainText(String(new Date().getFullYear()));
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Copy link' }).press('Enter');
  await expect(page.getByText(/^Link copied/)).toBeVisible();
  await expect(time).toBeFocused();
});

test('a link works by the id its sender was given, and in threads', async ({ page, context }) => {
  const { url } = await aChannel(context);
  const { json } = await post(url, { text: 'the root', sync_message: true });
  const root = String(json?.message_id);
  for (const text of ['one', 'two', 'three']) {
    expect((await post(url, { text, thread_message_id: root })).status).toBe(204);
  }
  const channel = `/channels/${/channelsbyname\/([^/]+)/.exec(url)![1]}`;
  await page.goto(`${channel}?message=${root}`);
  await expect(page.getByRole('article').filter({ hasText: 'the root' })).toHaveAttribute(
    'aria-current',
    'true',
  );
  await page.getByRole('link', { name: '3 replies' }).click();
  await expect(page).toHaveURL(/\/threads\/\d+$/);
  await page.goto(`${page.url()}?message=2`);
  const reply = page.getByRole('article').filter({ hasText: 'two' });
  await expect(reply).toHaveAttribute('aria-current', 'true');
  await expect(page.locator('[aria-current="true"]').filter({ hasText: 'the root' })).toHaveCount(0);
});

test('links to what is not there, is another’s, or stands elsewhere all say the same', async ({
  page,
  context,
  browser,
}) => {
  const { url, path, feedId } = await aChannel(context);
  await post(url, { text: 'Message 1.' });
  const other = await createUser();
  const elsewhere = await createChannel(other);
  const theirs = urlOf.channel(elsewhere.uniqueName, (await createToken(other)).token);
  const { json } = await post(theirs, { text: 'secret plan', sync_message: true });
  for (const message of ['99', '0', 'x', String(json?.message_id), `1_${feedId}000000000099`]) {
    await page.goto(`${path}?message=${encodeURIComponent(message)}`);
    await expect(page.getByRole('status').filter({ hasText: MISSING })).toBeVisible();
    await expect(page.getByRole('article')).toContainText('Message 1.');
    await expect(page.getByText('secret plan')).toHaveCount(0);
  }

  // A message that a bot sent to somebody else alone.
  const owner = await createUser();
  const friend = await createUser();
  const bot = await createBot(owner, { subscribers: [friend] });
  const say = urlOf.botMessage(bot.uniqueName, (await createToken(owner)).token);
  expect((await post(say, { text: 'for everybody', broadcast: true })).status).toBe(204);
  expect((await post(say, { text: 'for the owner alone' })).status).toBe(204);
  const friends = await browser.newContext();
  await signIn(friends, friend);
  const hers = await friends.newPage();
  await hers.goto(`/bots/${bot.uniqueName}?message=2`);
  await expect(hers.getByRole('status').filter({ hasText: MISSING })).toBeVisible();
  await expect(hers.getByText('for the owner alone')).toHaveCount(0);
  // A channel that the reader is not in reveals nothing either.
  await hers.goto(`${path}?message=1`);
  await expect(hers.getByText('Message 1.', { exact: true })).toHaveCount(0);
  await friends.close();
});
