import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible } from '../accessibility/axe';
import { expect, test } from '../support/test';
import { post, urlOf } from './call';

test('a message to a colleague appears in their direct messages, by itself once the page is open', async ({
  page,
  person,
}) => {
  const sender = await createUser({ name: 'Grace Hopper' });
  const { token } = await createToken(sender, { name: 'Pager' });
  const url = `/api/v2/buddies/${person.email}/message?zapikey=${token}`;
  expect((await post(url, { text: 'Disk of db-2 is *91 %* full' })).status).toBe(204);
  await page.goto('/');
  await page.getByRole('link', { name: /Grace Hopper/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Grace Hopper');
  const messages = page.getByRole('article', { name: 'Grace Hopper via Pager' });
  await expect(messages).toContainText('Disk of db-2 is 91 % full');
  expect((await post(url, { text: 'and now 95 %' })).status).toBe(204);
  await expect(page.getByRole('log').getByText('and now 95 %')).toBeVisible();
  await expectAccessible(page, 'direct chat');
});

test('replies are counted below the message and shown in its thread; an answer quotes what it answers', async ({
  page,
  person,
}) => {
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person);
  const url = urlOf.channel(channel.uniqueName, token);
  const { json } = await post(url, { text: 'Deploy 12 failed', sync_message: true });
  const root = String(json?.message_id);
  for (const text of ['looking', 'found it: the *disk*']) {
    expect((await post(url, { text, thread_message_id: root, thread_title: 'Deploy 12' })).status).toBe(204);
  }
  expect((await post(url, { text: 'Deploy 13 went through', reply_to: root })).status).toBe(204);
  await page.goto(`/channels/${channel.uniqueName}`);
  await expect(page.getByLabel('In reply to')).toContainText('Deploy 12 failed');
  await page.getByRole('link', { name: /2 replies/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deploy 12');
  await expect(page.getByRole('region', { name: /this thread is about/ })).toContainText('Deploy 12 failed');
  const replies = page.getByRole('log');
  await expect(replies).toContainText('looking');
  await expect(replies.getByText('disk', { exact: true })).toBeVisible();
  expect((await post(url, { text: 'disk replaced', thread_message_id: root })).status).toBe(204);
  await expect(replies).toContainText('disk replaced');
  await expectAccessible(page, 'thread');
  await page
    .getByRole('link', { name: /Builds/ })
    .first()
    .click();
  await expect(page.getByRole('link', { name: /3 replies/ })).toBeVisible();
  // The reply appears without opening the thread again.
  expect((await post(url, { text: 'closed', thread_message_id: root })).status).toBe(204);
  await expect(page.getByRole('link', { name: /4 replies/ })).toBeVisible();
});

test('the chat and the threads of others are not found', async ({ page, person }) => {
  const [one, two] = [await createUser(), await createUser()];
  const { token } = await createToken(one);
  await post(`/api/v2/buddies/${two.id}/message?zapikey=${token}`, { text: 'between us' });
  const answer = await post(`/api/v2/buddies/${two.id}/message?zapikey=${token}`, {
    text: 'x',
    sync_message: true,
  });
  const feedId = Math.floor(Number(String(answer.json?.message_id).split('_')[1]) / 1e12);
  expect(person.id).toBeTruthy();
  for (const path of [`/chats/${feedId}`, `/threads/${feedId}`, '/chats/x', '/threads/999999999']) {
    await page.goto(path);
    await expect(page.getByText('between us')).toHaveCount(0);
    await expect(page.getByRole('heading', { name: /not/i })).toBeVisible();
  }
});
