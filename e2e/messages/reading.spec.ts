import { type BrowserContext, expect, type Page, test } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { hold } from '../support/hold';
import { signIn } from '../support/sign-in';
import { post, urlOf } from '../webhooks/call';

async function aChannel(context: BrowserContext) {
  const person = await createUser({ name: 'Ada Lovelace' });
  const channel = await createChannel(person);
  const { token } = await createToken(person, { name: 'Build server' });
  await signIn(context, person);
  const url = urlOf.channel(channel.uniqueName, token);
  return { ...channel, person, url, path: `/channels/${channel.uniqueName}` };
}

async function postNumbers(url: string, count: number) {
  for (let n = 1; n <= count; n++) expect((await post(url, { text: `Message ${n}.` })).status).toBe(204);
}

/** The first message that is in view, and how far it is below the upper edge of the feed. */
const firstInView = (page: Page) =>
  page.getByRole('log').evaluate((log) => {
    const edge = log.getBoundingClientRect().top;
    const row = [...log.querySelectorAll('article')].find((one) => one.getBoundingClientRect().bottom > edge);
    const text = /Message \d+/.exec(row?.textContent ?? '')?.[0];
    return { text, top: Math.round((row?.getBoundingClientRect().top ?? 0) - edge) };
  });

/** Turns the wheel until a message from far above is there. */
async function scrollUpTo(page: Page, text: string) {
  await page.getByRole('log').hover();
  const message = page.getByRole('article').filter({ hasText: text });
  await expect(async () => {
    await page.mouse.wheel(0, -600);
    await expect(message).toBeInViewport({ timeout: 200 });
  }).toPass();
}

/** Waits until the place is noted in the history entry that Back returns to, a moment after scrolling. */
async function waitUntilNoted(page: Page) {
  await expect
    .poll(async () => {
      const { text } = await firstInView(page);
      const seq = await page.evaluate(() => window.history.state?.posternFeedPlace?.place?.seq);
      return `Message ${seq}` === text;
    })
    .toBe(true);
}

test('Back leads to the same message at the same place, also far up and after a reload', async ({
  page,
  context,
}) => {
  test.slow();
  const { url, path } = await aChannel(context);
  await postNumbers(url, 180);
  await page.goto(path);
  await expect(page.getByRole('article').filter({ hasText: 'Message 180.' })).toBeInViewport();
  await scrollUpTo(page, 'Message 30.');
  await waitUntilNoted(page);
  const before = await firstInView(page);

  await page.getByRole('link', { name: 'Bots & Tools' }).first().click();
  await expect(page).toHaveURL(/bots-and-tools/);
  // A message that arrives meanwhile moves nothing.
  expect((await post(url, { text: 'Message 181.' })).status).toBe(204);
  await page.goBack();
  await expect.poll(() => firstInView(page)).toEqual(before);
  await expect(page.getByRole('button', { name: /Jump to latest|new message/ })).toBeVisible();

  // While a slow server finds the place, the page says so instead of being empty, and the place is not lost to another reload.
  const answer = await hold(page, /\/messages\?around=/);
  for (let time = 1; time <= 2; time++) {
    await page.reload();
    await expect(page.getByRole('status').filter({ hasText: 'Loading messages' })).toBeAttached();
    // Each press notes the place.
    await page.locator('body').dispatchEvent('click');
  }
  answer();
  await expect.poll(() => firstInView(page)).toEqual(before);
  await expect(page.getByRole('status').filter({ hasText: 'Loading messages' })).not.toBeAttached();
  await page.getByRole('button', { name: /Jump to latest|new message/ }).press('Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Message 181.' })).toBeInViewport();
  await expect(page.getByRole('log')).toBeFocused();
  // A new visit begins at the newest message.
  await page.getByRole('link', { name: 'Bots & Tools' }).first().click();
  await expect(page).toHaveURL(/bots-and-tools/);
  await page.goto(path);
  await expect(page.getByRole('article').filter({ hasText: 'Message 181.' })).toBeInViewport();
});

test('older messages that could not be loaded are asked for again by keyboard, and the focus stays in the feed', async ({
  page,
  context,
}) => {
  const { url, path } = await aChannel(context);
  await postNumbers(url, 60);
  await page.route(/\/messages\?before=/, (route) => route.fulfill({ status: 503, json: {} }));
  await page.goto(path);
  const again = page.getByRole('button', { name: 'Older messages could not be loaded. Try again' });
  await page.getByRole('log').hover();
  await expect(async () => {
    await page.mouse.wheel(0, -2_000);
    await expect(again).toBeInViewport({ timeout: 500 });
  }).toPass();
  await page.unroute(/\/messages\?before=/);
  await again.press('Enter');
  await expect(page.getByRole('article').filter({ hasText: 'Message 1.' })).toHaveCount(1);
  await expect(page.getByRole('log')).toBeFocused();
});

test('a thread is one column: its whole message on top, the replies right below it, the newest in view', async ({
  page,
  context,
}) => {
  const { url } = await aChannel(context);
  const text = Array.from({ length: 40 }, (_, n) => `line ${n + 1}`).join('\n');
  const { json } = await post(url, { text, sync_message: true });
  const root = String(json?.message_id);
  const reply = async (said: string) =>
    expect((await post(url, { text: said, thread_message_id: root })).status).toBe(204);
  await reply('first reply');
  await page.goto(
    new URL(url, 'http://x').pathname.replace(/.*channelsbyname\/(.*)\/message/, '/channels/$1'),
  );
  await page.getByRole('link', { name: '1 reply' }).click();
  const about = page.getByRole('region', { name: 'The message this thread is about' });
  const answer = page.getByRole('article').filter({ hasText: 'first reply' });
  await expect(answer).toBeInViewport();
  await expect(about.getByText('line 40')).toBeVisible();
  const measure = async () => {
    const [top, below, log] = [await about.boundingBox(), await answer.boundingBox(), page.getByRole('log')];
    const inner = await about.evaluate((one) => one.scrollHeight - one.clientHeight);
    return {
      gap: Math.round(below!.y - (top!.y + top!.height)),
      inner,
      scrolls: await log.evaluate((one) => one.scrollHeight > one.clientHeight),
    };
  };
  const { gap, inner } = await measure();
  expect(gap).toBeLessThan(80);
  expect(inner).toBe(0);
  await expectAccessible(page, 'thread');
  for (let n = 2; n <= 30; n++) await reply(`reply ${n}`);
  await expect(page.getByRole('article').filter({ hasText: 'reply 30' })).toBeInViewport();
  await page.reload();
  await expect(page.getByRole('article').filter({ hasText: 'reply 30' })).toBeInViewport();
  expect(await measure()).toMatchObject({ inner: 0, scrolls: true });
  expect((await measure()).gap).toBeLessThan(80);
});

test('pictures that cannot be loaded keep a line and no room', async ({ page, context }) => {
  const { url, path } = await aChannel(context);
  const gone = (n: number) => `https://nowhere.invalid/${n}.png`;
  const card = { title: 'Release', theme: 'modern-inline', thumbnail: gone(0) };
  const slides = [{ type: 'images', data: [1, 2, 3, 4].map(gone) }];
  expect((await post(url, { text: 'x', card, slides })).status).toBe(204);
  await page.goto(path);
  const lines = page.getByText('No picture from nowhere.invalid');
  await expect(lines).toHaveCount(5);
  for (const line of await lines.all()) expect((await line.boundingBox())!.height).toBeLessThan(24);
  expect((await page.getByRole('article').boundingBox())!.height).toBeLessThan(320);
});

test.describe('on a phone', () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test('every message shows its time; a tap tells it exactly and offers the link', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const { url, path } = await aChannel(context);
    await postNumbers(url, 3);
    await page.goto(path);
    const rows = page.getByRole('article');
    await expect(rows).toHaveCount(3);
    for (const n of [1, 2]) {
      const time = rows.nth(n).locator('time');
      await expect(time).toHaveText(/^\d\d:\d\d$/);
      await expect(time).toBeVisible();
      const button = rows.nth(n).getByRole('button', { name: /\d{4}/ });
      const { width, height } = (await button.boundingBox())!;
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
    }
    await rows.nth(1).locator('time').tap();
    await expect(page.getByRole('menu')).toContainText(String(new Date().getFullYear()));
    await page.getByRole('menuitem', { name: 'Copy link' }).tap();
    await expect(page.getByText(/^Link copied/)).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\?message=2$/);
    await expectNoSidewaysScrolling(page, 'feed');
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await expectAccessible(page, `feed on a phone, ${colorScheme}`);
    }
  });
});

test('the way back to the newest message can be pressed where the head of a table lies under it', async ({
  page,
  context,
}) => {
  const { url, path } = await aChannel(context);
  const headers = ['One', 'Two', 'Three', 'Four', 'Five'];
  const row = Object.fromEntries(headers.map((header) => [header, 'some words '.repeat(6)]));
  const data = { headers, rows: Array.from({ length: 8 }, () => row) };
  for (let n = 1; n <= 5; n++) {
    expect((await post(url, { text: 'A table', slides: [{ type: 'table', data }] })).status).toBe(204);
  }
  await page.goto(path);
  const jump = page.getByRole('button', { name: 'Jump to latest' });
  await page.getByRole('log').hover();
  await expect(async () => {
    await page.mouse.wheel(0, -600);
    await expect(jump).toBeVisible({ timeout: 200 });
  }).toPass();
  const { x, y, width, height } = (await jump.boundingBox())!;
  const isUnder = await page.getByRole('log').evaluate(
    (log, { x, y }) => {
      const heads = () => [...log.querySelectorAll('th')].map((head) => head.getBoundingClientRect());
      const middle = ({ top, bottom }: DOMRect) => (top + bottom) / 2 - y;
      const [nearest] = heads()
        .filter(({ left, right }) => left < x && x < right)
        .sort((one, other) => Math.abs(middle(one)) - Math.abs(middle(other)));
      if (nearest) log.scrollTop += middle(nearest);
      return heads().some(({ left, right, top, bottom }) => left < x && x < right && top < y && y < bottom);
    },
    { x: x + width / 2, y: y + height / 2 },
  );
  expect(isUnder).toBe(true);
  await jump.click({ timeout: 20_000 });
  await expect(jump).toHaveCount(0);
});
