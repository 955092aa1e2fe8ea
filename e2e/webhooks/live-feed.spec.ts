import type { Page } from 'playwright/test';
import { removeMember } from '@/lib/channels/remove-member';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { hold } from '../support/hold';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from './call';

async function builds() {
  const owner = await createUser({ name: 'Grace Hopper' });
  const reader = await createUser({ name: 'Ada Lovelace' });
  const { token } = await createToken(owner, { name: 'Build server' });
  const channel = await createChannel(owner, { members: [reader] });
  const url = urlOf.channel(channel.uniqueName, token);
  return { owner, reader, token, channel, url, page: `/channels/${channel.uniqueName}` };
}

const numbersShown = (page: Page) =>
  page.getByRole('log').evaluate((log) => {
    const articles = [...log.querySelectorAll('article')];
    return articles.map((article) => Number(/Message (\d+)/.exec(article.textContent ?? '')?.[1]));
  });
const upTo = (last: number, first = 1) =>
  Array.from({ length: last - first + 1 }, (_, index) => index + first);

async function postNumbers(url: string, numbers: number[]) {
  for (const number of numbers) expect((await post(url, { text: `Message ${number}` })).status).toBe(204);
}

test('S3 a message appears by itself in every open page, with its sender', async ({ browser }) => {
  const { owner, reader, channel, url, page: path } = await builds();
  const pages: Page[] = [];
  for (const person of [owner, reader]) {
    const context = await browser.newContext();
    await signIn(context, person);
    const page = await context.newPage();
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Builds');
    pages.push(page);
  }
  expect((await post(url, { text: 'Build *128* passed' })).status).toBe(204);
  for (const page of pages) {
    const message = page.getByRole('article', { name: 'Grace Hopper via Build server' });
    await expect(message).toContainText('Build 128 passed');
    await expect(message.locator('strong')).toHaveText('128');
    await page.context().close();
  }
  expect(channel.uniqueName).toContain('builds');
});

test('S3 messages are shown in order and once, also those sent while the page was offline', async ({
  page,
  context,
}) => {
  const { reader, url, page: path } = await builds();
  await signIn(context, reader);
  await postNumbers(url, [1]);
  await page.goto(path);
  await expect.poll(() => numbersShown(page)).toEqual([1]);
  await postNumbers(url, upTo(5, 2));
  await expect.poll(() => numbersShown(page)).toEqual(upTo(5));

  await context.setOffline(true);
  await postNumbers(url, upTo(9, 6));
  await context.setOffline(false);
  await postNumbers(url, [10]);
  await expect.poll(() => numbersShown(page)).toEqual(upTo(10));

  await context.setOffline(true);
  await context.setOffline(false);
  await postNumbers(url, [11]);
  await expect.poll(() => numbersShown(page)).toEqual(upTo(11));
});

test('S3 twenty calls at once are shown in the order of their ids, none twice', async ({ page, context }) => {
  const { reader, url, page: path } = await builds();
  await signIn(context, reader);
  await postNumbers(url, [0]);
  await page.goto(path);
  await expect(page.getByRole('log')).toContainText('Message 0');
  const sent = await Promise.all(
    upTo(20).map(async (number) => {
      const { json } = await post(url, { text: `Message ${number}`, sync_message: true });
      return { number, seq: Number(String(json!.message_id).split('_')[1]) };
    }),
  );
  const inOrder = sent.sort((a, b) => a.seq - b.seq).map(({ number }) => number);
  await expect.poll(() => numbersShown(page)).toEqual([0, ...inOrder]);
  await page.reload();
  await expect.poll(() => numbersShown(page)).toEqual([0, ...inOrder]);
});

test('S3 older messages are paged in backwards to the beginning, none missed or doubled', async ({
  page,
  context,
}) => {
  const { reader, url, page: path } = await builds();
  await postNumbers(url, upTo(130));
  await signIn(context, reader);
  await page.goto(path);
  const log = page.getByRole('log');
  await expect(log).toContainText('Message 130');
  await expect(log).not.toContainText('This is the beginning.');
  await log.focus();
  await expect(async () => {
    await page.keyboard.press('Home');
    await expect(log).toContainText('This is the beginning.', { timeout: 500 });
  }).toPass();
  expect(await numbersShown(page)).toEqual(upTo(130));
});

test('S3 older messages come, too, when a busy page learns at once that the end was far and is near', async ({
  page,
  context,
}) => {
  const { reader, url, page: path } = await builds();
  await postNumbers(url, upTo(60));
  await signIn(context, reader);
  await page.addInitScript(() => {
    window.IntersectionObserver = class extends IntersectionObserver {
      constructor(tell: IntersectionObserverCallback, options?: IntersectionObserverInit) {
        const held: IntersectionObserverEntry[] = [];
        super((entries, observer) => {
          held.push(...entries);
          if (held.at(-1)?.isIntersecting) tell(held.splice(0), observer);
        }, options);
      }
    };
  });
  await page.goto(path);
  const log = page.getByRole('log');
  await expect(log).toContainText('Message 60');
  await log.focus();
  await expect(async () => {
    await page.keyboard.press('Home');
    await expect(log).toContainText('This is the beginning.', { timeout: 500 });
  }).toPass({ timeout: 30_000 });
  expect(await numbersShown(page)).toEqual(upTo(60));
});

test('S5 a bot’s message to one person is seen by that person alone', async ({ browser }) => {
  const owner = await createUser();
  const friend = await createUser();
  const bot = await createBot(owner, { subscribers: [friend] });
  const { token } = await createToken(owner);
  const url = urlOf.botMessage(bot.uniqueName, token);
  expect((await post(url, { text: 'Only for the owner' })).status).toBe(204);
  expect((await post(url, { text: 'For everybody', broadcast: true })).status).toBe(204);
  for (const person of [owner, friend]) {
    const context = await browser.newContext();
    await signIn(context, person);
    const page = await context.newPage();
    await page.goto(`/bots/${bot.uniqueName}`);
    await expect(page.getByRole('log')).toContainText('For everybody');
    await expect(page.getByText('Only for the owner')).toHaveCount(person === owner ? 1 : 0);
    await context.close();
  }
});

test('S3 somebody removed while the page is still opening its live connection is told so, too', async ({
  page,
  context,
}) => {
  const { owner, reader, channel, url, page: path } = await builds();
  await signIn(context, reader);
  await postNumbers(url, [1]);
  const goOn = await hold(page, /\/api\/events\?/);
  await page.goto(path);
  await expect.poll(() => numbersShown(page)).toEqual([1]);
  await removeMember(owner, channel.uniqueName, reader.id);
  await postNumbers(url, [2]);
  goOn();
  await expect(page.getByRole('status').getByText('You are no longer a member here.')).toBeVisible();
  expect(await numbersShown(page)).toEqual([1]);
});

test('S3 somebody removed from a channel sees nothing more of it, in an open page either', async ({
  page,
  context,
}) => {
  const { owner, reader, channel, url, page: path } = await builds();
  await signIn(context, reader);
  await postNumbers(url, [1]);
  await page.goto(path);
  await expect.poll(() => numbersShown(page)).toEqual([1]);
  // A message that appears without a reload shows that the page is live.
  await postNumbers(url, [2]);
  await expect.poll(() => numbersShown(page)).toEqual([1, 2]);
  await removeMember(owner, channel.uniqueName, reader.id);
  await postNumbers(url, [3]);
  await expect(page.getByRole('status').getByText('You are no longer a member here.')).toBeVisible();
  expect(await numbersShown(page)).toEqual([1, 2]);
});
