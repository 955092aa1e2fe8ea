import type { Locator } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { setStepUpAge, signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

/** The letters of an avatar and its colour. */
const lookOf = async (place: Locator) => {
  const avatar = place.locator('[class*="avatar-hue-"]').first();
  await expect(avatar).toBeVisible();
  return avatar.evaluate((element) => ({
    letters: element.textContent,
    colour: getComputedStyle(element).backgroundColor,
  }));
};

test('a person has one avatar: at the gate, in the account menu, the navigation, lists and feeds', async ({
  page,
  context,
}) => {
  // Several words, so that one letter and two can be told apart.
  const person = await createUser({ name: 'Ada Byron Lovelace', role: 'ADMINISTRATOR' });
  const channel = await createChannel(person);
  const { token } = await createToken(person);
  expect((await post(urlOf.channel(channel.uniqueName, token), { text: 'Mine' })).status).toBe(204);
  const toOneself = `/api/v2/buddies/${person.email}/message?zapikey=${token}`;
  expect((await post(toOneself, { text: 'Mine' })).status).toBe(204);
  await signIn(context, person, { steppedUp: true });

  await page.goto(`/channels/${channel.uniqueName}`);
  const rail = page.getByRole('navigation', { name: 'Main' });
  const account = await lookOf(page.getByRole('button', { name: /^Account of/ }));
  expect(account.letters).toBe('AL');
  await expect.poll(() => lookOf(rail.getByRole('link', { name: person.name }))).toEqual(account);
  await expect.poll(() => lookOf(page.getByRole('article'))).toEqual(account);
  await page.getByRole('button', { name: /^Members, / }).click();
  await expect.poll(() => lookOf(page.getByRole('list', { name: 'Members' }))).toEqual(account);
  await page.goto('/members');
  const line = page.getByRole('listitem').filter({ hasText: person.email });
  await expect.poll(() => lookOf(line)).toEqual(account);
  await rail.getByRole('link', { name: person.name }).click();
  await expect(page).toHaveURL(/\/chats\//);
  await expect.poll(() => lookOf(page.getByRole('main').locator('header'))).toEqual(account);

  await setStepUpAge(person, null);
  await page.goto('/settings/security');
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toBeVisible();
  await expect.poll(() => lookOf(page.getByRole('main'))).toEqual(account);
});
