import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { alert, at, minutesAfter } from '@/test/support/alerts/calls';
import { expectAccessible } from '../accessibility/axe';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

test('S28 an alert that is over turns its first message green on open pages, with the time it took', async ({
  page,
}) => {
  const ada = await createUser({ name: 'Ada Lovelace' });
  const { token } = await createToken(ada);
  const channel = await createChannel(ada);
  const url = urlOf.channelIncoming(channel.uniqueName, token);
  await signIn(page.context(), ada);
  await page.goto(`/channels/${channel.uniqueName}`);

  const began = at(-12);
  expect((await post(url, alert('firing', { began }))).status).toBe(200);
  const message = page.getByRole('article');
  const card = message.locator('.border-s-3');
  await expect(message).toContainText('DiskFull · firing');
  await expect(card).toHaveClass(/border-s-danger/);

  const over = alert('resolved', { began, ended: minutesAfter(began, 12) });
  expect((await post(url, over)).status).toBe(200);
  await expect(message).toContainText('DiskFull · resolved after 12 min');
  await expect(card).toHaveClass(/border-s-success/);
  await expect(message).not.toContainText('firing');
  await expectAccessible(page, 'an alert that is over');

  await page.reload();
  await expect(message).toContainText('DiskFull · resolved after 12 min');
  await message.getByRole('link', { name: /^1 reply/ }).click();
  const root = page.getByRole('region', { name: 'The message this thread is about' });
  await expect(root).toContainText('DiskFull · resolved after 12 min');
  await expect(page.getByRole('article')).toHaveCount(2);
});

test('S28 in an open thread the message on top turns green with the reply that says it is over', async ({
  page,
}) => {
  const ada = await createUser({ name: 'Ada Lovelace' });
  const { token } = await createToken(ada);
  const channel = await createChannel(ada);
  const url = urlOf.channelIncoming(channel.uniqueName, token);
  const began = at(-12);
  for (const severity of ['critical', 'warning']) await post(url, alert('firing', { began, severity }));
  await signIn(page.context(), ada);
  await page.goto(`/channels/${channel.uniqueName}`);
  await page.getByRole('link', { name: /^1 reply/ }).click();
  const root = page.getByRole('region', { name: 'The message this thread is about' });
  await expect(root).toContainText('DiskFull · firing');
  await post(url, alert('resolved', { began, ended: minutesAfter(began, 12) }));
  await expect(root).toContainText('DiskFull · resolved after 12 min');
});
