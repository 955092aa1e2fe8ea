import type { BrowserContext, Page } from 'playwright/test';
import { addMember } from '@/lib/channels/add-member';
import { removeMember } from '@/lib/channels/remove-member';
import { setNotify } from '@/lib/feeds/set-notify';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';
import { named } from './named';

/** Somebody who posts into a channel, and somebody who reads it but looks at another one. */
async function world() {
  const owner = await createUser({ name: 'Grace Hopper' });
  const reader = await createUser({ name: 'Ada Lovelace' });
  const { token } = await createToken(owner, { name: 'Build server' });
  const builds = await named(owner, 'Builds', { members: [reader], access: 'PRIVATE' });
  const quiet = await named(reader, 'Quiet');
  const say = async (text: string) =>
    expect((await post(urlOf.channel(builds.uniqueName, token), { text })).status).toBe(204);
  return { owner, reader, builds, quiet, say };
}

const linkOf = (page: Page, { uniqueName }: { uniqueName: string }) =>
  page.getByRole('navigation', { name: 'Main' }).locator(`a[href="/channels/${uniqueName}"]`);
const iconOf = (page: Page) =>
  page
    .locator('link[rel~="icon"]')
    .last()
    .evaluate((link) => decodeURIComponent(link.getAttribute('href') ?? ''));

/** Opens a page and waits until its stream carries unread counts. */
async function open(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  return page;
}

/** From here on pages cannot ask by themselves, so everything they learn comes by the stream. */
async function onlyByStream(context: BrowserContext) {
  await context.route('**/api/shell', (route) => route.abort());
}

test('what is posted in another channel is counted beside it, in the title and in the icon of every tab, told by the one stream', async ({
  context,
}) => {
  const { reader, builds, quiet, say } = await world();
  await signIn(context, reader);
  const tabs = [
    await open(context, `/channels/${quiet.uniqueName}`),
    await open(context, '/bots-and-tools/bots'),
  ];
  for (const tab of tabs)
    await expect(tab.locator('link[rel~="icon"]').last()).toHaveAttribute('href', /mark\.svg/);
  await onlyByStream(context);
  await say('Build 1 passed');
  for (const tab of tabs) await expect(linkOf(tab, builds)).toContainText('1 unread');
  await say('Build 2 passed');
  await say('Build 3 passed');
  await expect(tabs[0]!).toHaveTitle(`(3) #${quiet.name} · Postern`);
  await expect(tabs[1]!).toHaveTitle('(3) Bots · Postern');
  for (const tab of tabs) await expect.poll(() => iconOf(tab)).toContain('>3</text>');

  // Reading in one tab removes the count from both, also in front of titles that come later.
  await context.unroute('**/api/shell');
  await linkOf(tabs[0]!, builds).click();
  await expect(tabs[0]!).toHaveTitle(`#${builds.name} · Postern`);
  await expect(tabs[1]!).toHaveTitle('Bots · Postern');
  for (const tab of tabs) await expect.poll(() => iconOf(tab)).toMatch(/mark\.svg$/);
  await say('Build 4 passed');
  await expect(tabs[0]!.getByRole('article').last()).toContainText('Build 4 passed');
  await linkOf(tabs[0]!, quiet).click();
  await expect(tabs[0]!).toHaveTitle(`#${quiet.name} · Postern`);
});

test('a phone, which shows no navigation, says on its button that something is unread', async ({
  context,
}) => {
  const { reader, quiet, say } = await world();
  await signIn(context, reader);
  const page = await open(context, `/channels/${quiet.uniqueName}`);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('button', { name: 'Navigation', exact: true })).toBeVisible();
  await say('Build 1 passed');
  await expect(page.getByRole('button', { name: 'Navigation, some unread' })).toBeVisible();
});

test('the count follows from page to page, and what is read on another machine is not counted here', async ({
  browser,
}) => {
  const { reader, builds, quiet, say } = await world();
  const [here, there] = [await browser.newContext(), await browser.newContext()];
  for (const context of [here, there]) await signIn(context, reader);
  const page = await open(here, `/channels/${quiet.uniqueName}`);
  await say('Build 1 passed');
  await expect(page).toHaveTitle(`(1) #${quiet.name} · Postern`);
  await page.getByRole('link', { name: 'Members', exact: true }).click();
  await expect(page).toHaveTitle('(1) Members · Postern');
  await open(there, `/channels/${builds.uniqueName}`);
  await expect(page).toHaveTitle('Members · Postern');
  for (const context of [here, there]) await context.close();
});

test('somebody who is added sees the private channel and its count at once; whoever is not in it is told nothing of it', async ({
  browser,
}) => {
  const { owner, builds, say } = await world();
  const [friend, stranger] = [await createUser(), await createUser()];
  const pages: Page[] = [];
  const heard: string[] = [];
  for (const person of [friend, stranger]) {
    const context = await browser.newContext();
    await signIn(context, person);
    if (person === stranger) {
      // Records everything that the stream tells, as the page itself reads it.
      await context.exposeFunction('noteNews', (text: string) => void heard.push(text));
      await context.addInitScript(() => {
        const { parse } = JSON;
        JSON.parse = (text: string, ...rest) => {
          if (text.startsWith('{"all":'))
            void (window as never as { noteNews(text: string): void }).noteNews(text);
          return parse(text, ...rest);
        };
      });
    }
    pages.push(await open(context, '/bots-and-tools/bots'));
  }
  const [hers, other] = pages as [Page, Page];
  const theirs = await createChannel(stranger);
  await expect(linkOf(other, theirs)).toBeVisible();
  await addMember(owner, builds.uniqueName, friend.id);
  await expect(linkOf(hers, builds)).toBeVisible();
  await say('Build 1 passed');
  await expect(linkOf(hers, builds)).toContainText('1 unread');
  await expect(hers).toHaveTitle('(1) Bots · Postern');
  const { token } = await createToken(stranger);
  expect((await post(urlOf.channel(theirs.uniqueName, token), { text: 'mine' })).status).toBe(204);
  await expect(other).toHaveTitle('(1) Bots · Postern');
  await expect.poll(() => heard.join()).toContain(`"feedId":${theirs.feedId},"lastSeq":1,`);
  expect(heard.join()).not.toContain(`"feedId":${builds.feedId},`);
  await expect(linkOf(other, builds)).toHaveCount(0);

  await removeMember(owner, builds.uniqueName, friend.id);
  await expect(linkOf(hers, builds)).toHaveCount(0);
  await expect(hers).toHaveTitle('Bots · Postern');
  for (const page of pages) await page.context().close();
});

test('a muted channel has a quiet dot and counts nothing but mentions; muting follows the person, by keyboard alone', async ({
  browser,
}) => {
  const { reader, builds, quiet, say } = await world();
  const [here, there] = [await browser.newContext(), await browser.newContext()];
  for (const context of [here, there]) await signIn(context, reader);
  const page = await open(here, `/channels/${builds.uniqueName}`);
  const elsewhere = await open(there, `/channels/${quiet.uniqueName}`);
  const bell = page.getByRole('button', { name: 'Notifications, mentions' });
  await bell.focus();
  await page.keyboard.press('Enter');
  const mute = page.getByRole('menuitemcheckbox', { name: 'Mute' });
  await expect(mute).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(mute).toBeFocused({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Space');
  await expect(mute).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Notifications, muted' })).toBeFocused();
  await page.close();

  await say('noise');
  await expect(linkOf(elsewhere, builds)).toContainText('unread, muted');
  await expect(elsewhere).toHaveTitle(`#${quiet.name} · Postern`);
  await say(`look {@${reader.id}}`);
  await expect(linkOf(elsewhere, builds)).toContainText('1 unread that mention you');
  await expect(elsewhere).toHaveTitle(`(1) #${quiet.name} · Postern`);
  await elsewhere.reload();
  await expect(elsewhere).toHaveTitle(`(1) #${quiet.name} · Postern`);
  await setNotify(reader, builds.feedId, { muted: false });
  await expect(elsewhere).toHaveTitle(`(2) #${quiet.name} · Postern`);
  for (const context of [here, there]) await context.close();
});

test('what was missed without a network is counted once the stream is back', async ({ context }) => {
  const { reader, builds, quiet, say } = await world();
  await signIn(context, reader);
  const page = await open(context, `/channels/${quiet.uniqueName}`);
  await say('Build 1 passed');
  await expect(linkOf(page, builds)).toContainText('1 unread');
  await onlyByStream(context);
  await context.setOffline(true);
  await say('Build 2 passed');
  await context.setOffline(false);
  await expect(linkOf(page, builds)).toContainText('2 unread');
});
