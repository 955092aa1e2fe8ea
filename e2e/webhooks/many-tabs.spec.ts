import { expect, type Page, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { TOKENS_PATH } from '../support/tokens-page';
import { rowsOf } from '../support/usage-page';
import { post, urlOf } from './call';

/** Streams that a page holds open now. */
function countStreams(page: Page) {
  const open = new Set<unknown>();
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/events') open.add(request);
  });
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
  return () => open.size;
}

test('S3 eight live tabs of one browser share one stream, all get what is posted, and closing any of them stops none', async ({
  context,
}) => {
  const owner = await createUser({ name: 'Grace Hopper' });
  const token = await createToken(owner, { name: 'Build server' });
  await signIn(context, owner, { steppedUp: true });
  const channels = await Promise.all(Array.from({ length: 7 }, () => createChannel(owner)));
  const tabs: { page: Page; streams: () => number; url: string }[] = [];
  for (const { uniqueName } of channels) {
    const page = await context.newPage();
    const streams = countStreams(page);
    // Over HTTP/1.1 the seventh tab would never load if each of the first six held a connection.
    await page.goto(`/channels/${uniqueName}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Builds');
    tabs.push({ page, streams, url: urlOf.channel(uniqueName, token.token) });
  }
  const usage = await context.newPage();
  const usageStreams = countStreams(usage);
  await usage.goto(`${TOKENS_PATH}/${token.id}`);
  await expect(usage.getByText('Live', { exact: true })).toBeVisible();
  const openStreams = () => tabs.reduce((sum, { streams }) => sum + streams(), usageStreams());
  await expect.poll(openStreams).toBe(1);

  const postEverywhere = async (text: string, among: typeof tabs) => {
    for (const { url } of among) expect((await post(url, { text })).status).toBe(204);
    for (const { page } of among) await expect(page.getByText(text, { exact: true })).toHaveCount(1);
  };
  await postEverywhere('To every tab', tabs);
  await expect(rowsOf(usage)).toHaveCount(7);

  // The tabs are closed one after another. Whichever had the connection, the others go on.
  let left = tabs;
  while (left.length > 1) {
    const [first, ...others] = left as [(typeof tabs)[number], ...typeof tabs];
    await first.page.close();
    left = others;
    await postEverywhere(`With ${left.length} left`, left);
  }
  await expect.poll(() => usageStreams() + (left[0]?.streams() ?? 0)).toBe(1);
});

test('S3 tabs that cannot share, as over plain HTTP from another machine, have a stream each', async ({
  context,
}) => {
  const owner = await createUser();
  const { token } = await createToken(owner);
  const channel = await createChannel(owner);
  await signIn(context, owner);
  await context.addInitScript(() => Object.defineProperty(navigator, 'locks', { value: undefined }));
  const pages = [await context.newPage(), await context.newPage()];
  const streams = pages.map(countStreams);
  for (const page of pages) {
    await page.goto(`/channels/${channel.uniqueName}`);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Builds');
  }
  await expect.poll(() => streams.map((count) => count())).toEqual([1, 1]);
  expect((await post(urlOf.channel(channel.uniqueName, token), { text: 'To both' })).status).toBe(204);
  for (const page of pages) await expect(page.getByText('To both', { exact: true })).toHaveCount(1);
});

test('S3 a tab that shows nothing live hears of unread messages over the stream there is, which is not opened anew for it', async ({
  context,
}) => {
  const owner = await createUser();
  const { token } = await createToken(owner);
  const { uniqueName } = await createChannel(owner);
  await signIn(context, owner);
  const pages: Page[] = [];
  let streams = 0;
  for (let tab = 1; tab <= 3; tab++) {
    const page = await context.newPage();
    page.on('request', (request) => {
      if (new URL(request.url()).pathname === '/api/events') streams++;
    });
    await page.goto('/bots-and-tools/bots');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bots');
    pages.push(page);
    expect((await post(urlOf.channel(uniqueName, token), { text: `Message ${tab}` })).status).toBe(204);
    for (const each of pages) await expect(each).toHaveTitle(`(${tab}) Bots · Postern`);
  }
  expect(streams).toBe(1);
});
