import { type BrowserContext, expect, type Page, test } from 'playwright/test';
import { setNotify } from '@/lib/feeds/set-notify';
import { createBot } from '@/prisma/factories/create-bot';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { pressNotification, recordNotifications } from '../support/browser-notifications';
import { signIn } from '../support/sign-in';
import { wholeBrowser } from '../support/whole-browser';
import { post, urlOf } from '../webhooks/call';
import { named } from './named';

// The Chromium without windows denies every page its notifications.
test.use({ launchOptions: wholeBrowser() });

async function world(context: BrowserContext) {
  const owner = await createUser({ name: 'Grace Hopper' });
  const reader = await createUser({ name: 'Ada Lovelace' });
  const { token } = await createToken(owner, { name: 'Build server' });
  const builds = await named(owner, 'Builds', { members: [reader] });
  const quiet = await named(reader, 'Quiet');
  const recorded = await recordNotifications(context);
  await signIn(context, reader);
  const say = async (text: string) =>
    expect((await post(urlOf.channel(builds.uniqueName, token), { text })).status).toBe(204);
  return { owner, reader, token, builds, quiet, recorded, say, path: `/channels/${builds.uniqueName}` };
}

const linkOf = (page: Page, { uniqueName }: { uniqueName: string }) =>
  page.getByRole('navigation', { name: 'Main' }).locator(`a[href="/channels/${uniqueName}"]`);

async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** Waits until the page has heard of the message and reacts to it. */
const hasHeard = (page: Page, channel: { uniqueName: string }, unread: number) =>
  expect(linkOf(page, channel)).toContainText(`${unread} unread`);

test('each mention is one notification over all tabs, with the sender and plain text; pressing it opens the message', async ({
  context,
}) => {
  await context.grantPermissions(['notifications']);
  const { reader, builds, quiet, recorded, say } = await world(context);
  const tabs: Page[] = [];
  for (const path of [`/channels/${quiet.uniqueName}`, '/bots-and-tools/bots', '/bots-and-tools'])
    tabs.push(await open(context, path));
  await say('not about anybody');
  for (const tab of tabs) await hasHeard(tab, builds, 1);
  await say(`*Deploy* of _site_ waits for {@${reader.id}}, see [the plan](https://example.com/plan)`);
  for (const tab of tabs) await hasHeard(tab, builds, 2);
  await expect.poll(() => recorded.shown.length).toBe(1);
  await say(`and {@${reader.email}} again`);
  await expect
    .poll(() => recorded.shown)
    .toEqual([
      {
        title: `Grace Hopper in #${builds.name}`,
        body: 'Deploy of site waits for @Ada Lovelace, see the plan',
        tag: `postern-${builds.feedId}-2`,
      },
      {
        title: `Grace Hopper in #${builds.name}`,
        body: 'and @Ada Lovelace again',
        tag: `postern-${builds.feedId}-3`,
      },
    ]);
  expect(recorded.asked).toBe(0);
  for (const tab of tabs) await pressNotification(tab);
  const opened = () => tabs.filter((tab) => new URL(tab.url()).pathname === `/channels/${builds.uniqueName}`);
  await expect.poll(() => opened().length).toBe(1);
  await expect(opened()[0]!.getByRole('article').last()).toContainText('again');
});

test('a channel chosen for all tells of every message, one that is off of none, and one that is looked at of none', async ({
  context,
}) => {
  await context.grantPermissions(['notifications']);
  const { owner, token, reader, builds, quiet, recorded, say, path } = await world(context);
  const other = await named(owner, 'Other', { members: [reader] });
  const page = await open(context, path);
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await page.getByRole('menuitemradio', { name: 'All' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Notifications, all' })).toBeVisible();
  await say('while it is looked at');
  await expect(page.getByRole('article')).toContainText('while it is looked at');
  await linkOf(page, quiet).click();
  await expect(page).toHaveTitle(`#${quiet.name} · Postern`);
  await say('Build 2 passed');
  await expect.poll(() => recorded.shown.map(({ body }) => body)).toEqual(['Build 2 passed']);
  await setNotify(reader, builds.feedId, { notify: 'OFF' });
  await say(`off, even for {@${reader.id}}`);
  // A message is told by the settings of the moment in which the page hears of it: it has, once it tells of a later one.
  await post(urlOf.channel(other.uniqueName, token), { text: `elsewhere, {@${reader.id}}` });
  await expect.poll(() => recorded.shown.at(-1)?.body).toBe('elsewhere, @Ada Lovelace');
  await setNotify(reader, builds.feedId, { notify: 'ALL', muted: true });
  await say('muted');
  await say(`muted, but {@${reader.id}}`);
  await expect.poll(() => recorded.shown.at(-1)?.body).toBe('muted, but @Ada Lovelace');
  expect(recorded.shown).toHaveLength(3);
});

test('many at once are one notification, which says how many', async ({ context }) => {
  await context.grantPermissions(['notifications']);
  const { reader, builds, recorded, say } = await world(context);
  await setNotify(reader, builds.feedId, { notify: 'ALL' });
  const page = await open(context, '/bots-and-tools/bots');
  await context.setOffline(true);
  for (let n = 1; n <= 6; n++) await say(`Build ${n} passed`);
  await context.setOffline(false);
  await expect.poll(() => recorded.shown.length).toBe(1);
  expect(recorded.shown).toMatchObject([
    { title: `6 new messages in #${builds.name}`, body: 'Grace Hopper: Build 6 passed' },
  ]);
  await hasHeard(page, builds, 6);
});

test('a message in a direct chat is told of, also the first one, by who wrote it', async ({ context }) => {
  await context.grantPermissions(['notifications']);
  const { reader, token, recorded } = await world(context);
  const page = await open(context, '/bots-and-tools/bots');
  const url = `/api/v2/buddies/${reader.email}/message?zapikey=${token}`;
  expect((await post(url, { text: 'Lunch?' })).status).toBe(204);
  await expect.poll(() => recorded.shown).toMatchObject([{ title: 'Grace Hopper', body: 'Lunch?' }]);
  await expect(page).toHaveTitle('(1) Bots · Postern');
});

test('a bot that writes to one person has written, not mentioned', async ({ context }) => {
  const { owner, reader, token } = await world(context);
  const bot = await createBot(owner, { subscribers: [reader] });
  const page = await open(context, '/bots-and-tools/channels');
  const url = `/api/v2/bots/${bot.uniqueName}/message?zapikey=${token}`;
  expect((await post(url, { text: 'Your build is done', userids: reader.id })).status).toBe(204);
  await expect(page.getByText(/ wrote to you\.$/)).toBeVisible();
  await expect(page.getByText(/^You were mentioned/)).toHaveCount(0);
});

test('the bell of a direct chat says what its menu says', async ({ context }) => {
  const { reader, token } = await world(context);
  const url = `/api/v2/buddies/${reader.email}/message?zapikey=${token}`;
  expect((await post(url, { text: 'Lunch?' })).status).toBe(204);
  const page = await open(context, '/bots-and-tools/channels');
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Grace Hopper' }).click();
  await page.getByRole('button', { name: 'Notifications, all' }).click();
  await expect(page.getByRole('menuitemradio', { name: 'All', exact: true })).toBeChecked();
  await expect(page.getByRole('menuitemradio', { name: 'Mentions' })).toHaveCount(0);
});

test('nobody is asked for permission before they choose; after the first mention there is an offer, once', async ({
  context,
}) => {
  const { reader, builds, recorded, say } = await world(context);
  const page = await open(context, '/bots-and-tools/bots');
  await say('a message');
  await hasHeard(page, builds, 1);
  await say(`a mention of {@${reader.id}}`);
  const offer = page.getByText(`You were mentioned in #${builds.name}.`);
  await expect(offer).toBeVisible();
  await say(`another of {@${reader.id}}`);
  await hasHeard(page, builds, 3);
  await expect(offer).toHaveCount(1);
  expect(recorded.asked).toBe(0);
  await page.getByRole('button', { name: 'Show them' }).click();
  await expect.poll(() => recorded.asked).toBe(1);
  await expect(offer).toHaveCount(0);
});

test('the menu of a channel says that the browser will ask, and choosing all asks', async ({ context }) => {
  const { recorded, path } = await world(context);
  const page = await open(context, path);
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await expect(page.getByText('This browser asks you once before it shows any.')).toBeVisible();
  await expectAccessible(page, 'the menu of notifications');
  expect(recorded.asked).toBe(0);
  await page.getByRole('menuitemradio', { name: 'All' }).click();
  await expect.poll(() => recorded.asked).toBe(1);
});

test('a browser that blocks notifications says so, with the way back, and shows none', async ({
  context,
}) => {
  // A permission that is not granted here is refused from now on.
  await context.grantPermissions(['clipboard-read']);
  const { reader, builds, recorded, say, path } = await world(context);
  const page = await open(context, path);
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await expect(page.getByText('This browser blocks them.', { exact: false })).toContainText('site settings');
  await page.goto('/bots-and-tools/bots');
  await say(`{@${reader.id}}`);
  await hasHeard(page, builds, 1);
  expect(recorded.shown).toEqual([]);
  await expect(page.getByText(`You were mentioned in`)).toHaveCount(0);
});

test('a channel with a sound plays it when it is chosen and for what is told of, once over all tabs', async ({
  context,
}) => {
  const { reader, quiet, builds, recorded, say, path } = await world(context);
  const page = await open(context, path);
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Play a sound in this browser' }).click();
  // A sound is two notes.
  await expect.poll(() => recorded.sounds).toBe(2);
  await page.keyboard.press('Escape');
  await linkOf(page, quiet).click();
  await expect(page).toHaveTitle(`#${quiet.name} · Postern`);
  const other = await open(context, '/bots-and-tools/bots');
  await say('no mention');
  await hasHeard(other, builds, 1);
  await say(`{@${reader.id}}`);
  await expect.poll(() => recorded.sounds).toBe(4);
  await hasHeard(other, builds, 2);
  expect(recorded.shown).toEqual([]);
});

test('pressing a notification asks first where something is not saved', async ({ context }) => {
  await context.grantPermissions(['notifications']);
  const { reader, recorded, say, path } = await world(context);
  const bot = await createBot(reader);
  const page = await open(context, `/bots-and-tools/bots/${bot.uniqueName}`);
  const description = page.getByLabel('Description');
  await description.fill('Not saved yet');
  await say(`for {@${reader.id}}`);
  await expect.poll(() => recorded.shown.length).toBe(1);
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await pressNotification(page);
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toHaveCount(0);
  await expect(description).toHaveValue('Not saved yet');
  await pressNotification(page);
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL((url) => url.pathname === path);
});
