import type { Page } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';
import { addMember } from '@/lib/channels/add-member';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';
import { named } from './named';

const mute = (page: Page) => page.getByRole('menuitemcheckbox', { name: 'Mute' });
const level = (page: Page, name: string) => page.getByRole('menuitemradio', { name, exact: true });
const linkOf = (page: Page, { uniqueName }: { uniqueName: string }) =>
  page.getByRole('navigation', { name: 'Main' }).locator(`a[href="/channels/${uniqueName}"]`);

/** Keeps each change of notifications on its way until the returned function is called; then it is sent, or refused. */
async function holdChanges(page: Page, answer: 'sent' | 'refused') {
  const { promise, resolve } = deferred<void>();
  let refused = 0;
  await page.route('**/notify', async (route) => {
    await promise;
    if (answer === 'sent') return route.continue();
    refused += 1;
    await route.fulfill({ status: 422, json: { code: 'invalid_request', title: `Not today, ${refused}.` } });
  });
  return () => resolve(undefined);
}

test('a press on Mute is shown until it is answered, whatever is told or fetched meanwhile', async ({
  page,
  person,
}) => {
  const owner = await createUser();
  const { token } = await createToken(owner);
  const builds = await named(owner, 'Builds', { members: [person] });
  const later = await named(owner, 'Later');
  const quiet = await named(person, 'Quiet');
  await page.goto(`/channels/${quiet.uniqueName}`);
  const letGo = await holdChanges(page, 'sent');
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await mute(page).click();
  await expect(mute(page)).toBeChecked();

  // Told by the stream.
  expect((await post(urlOf.channel(builds.uniqueName, token), { text: 'Build 1' })).status).toBe(204);
  await expect(linkOf(page, builds)).toContainText('1 unread');
  await expect(mute(page)).toBeChecked();
  // Fetched, since a channel is new.
  await addMember(owner, later.uniqueName, person.id);
  await expect(linkOf(page, later)).toBeVisible();
  await expect(mute(page)).toBeChecked();

  const answered = page.waitForResponse((response) => response.url().endsWith('/notify'));
  letGo();
  expect((await answered).ok()).toBe(true);
  expect((await post(urlOf.channel(builds.uniqueName, token), { text: 'Build 2' })).status).toBe(204);
  await expect(linkOf(page, builds)).toContainText('2 unread');
  await expect(mute(page)).toBeChecked();
});

test('two quick changes that both fail leave what is stored, and the last says why', async ({
  page,
  person,
}) => {
  const { uniqueName } = await named(person, 'Quiet');
  await page.goto(`/channels/${uniqueName}`);
  const letGo = await holdChanges(page, 'refused');
  await page.getByRole('button', { name: 'Notifications, mentions' }).click();
  await mute(page).click();
  await level(page, 'All').click();
  await expect(mute(page)).toBeChecked();
  await expect(level(page, 'All')).toBeChecked();
  letGo();
  // One error at a time.
  await expect(page.getByText('Not today, 2.')).toBeVisible();
  await expect(page.getByText('Not today, 1.')).toHaveCount(0);
  await expect(mute(page)).not.toBeChecked();
  await expect(level(page, 'Mentions')).toBeChecked();
});
