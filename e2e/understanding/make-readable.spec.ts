import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

const BACKUP = { job: 'nightly', result: { state: 'done', size_gb: 12.5 }, host: 'db-1' };

test('S28 a payload that nobody knows is made readable with a template, and the next call reads so', async ({
  page,
  person,
  browser,
}) => {
  const member = await createUser();
  const channel = await createChannel(person, { members: [member] });
  const { token } = await createToken(person);
  const url = urlOf.channelIncoming(channel.uniqueName, token);
  expect((await post(url, BACKUP)).status).toBe(200);

  await page.goto(`/channels/${channel.uniqueName}`);
  await page.getByRole('button', { name: 'Make this readable' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make this readable' });
  const title = dialog.getByRole('textbox', { name: 'Title' });
  await title.fill('Backup ');
  await dialog.getByRole('button', { name: '{{job}}' }).click();
  await expect(title).toHaveValue('Backup {{job}}');
  await expect(title).toBeFocused();
  await dialog
    .getByRole('textbox', { name: 'Text' })
    .fill('*{{result.size_gb}} GB* on {{host}}\nError: {{error}}');
  const preview = dialog.getByRole('region', { name: 'Preview' });
  await expect(preview).toContainText('Backup nightly');
  await expect(preview).toContainText('12.5 GB on db-1');
  await expect(preview).not.toContainText('Error');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);

  expect((await post(url, { ...BACKUP, job: 'weekly {@all}' })).status).toBe(200);
  const next = page.getByRole('article').last();
  await expect(next).toContainText('Backup weekly {@all}');
  await expect(next).toContainText('12.5 GB on db-1');
  await expect(next.getByRole('button', { name: 'Make this readable' })).toHaveCount(0);

  // Somebody who does not manage the channel is offered nothing.
  const theirs = await browser.newContext();
  await signIn(theirs, member);
  const seen = await theirs.newPage();
  await seen.goto(`/channels/${channel.uniqueName}`);
  await expect(seen.getByRole('article').first()).toContainText('nightly');
  await expect(seen.getByRole('button', { name: 'Make this readable' })).toHaveCount(0);
  await theirs.close();
});

test('S28 a bot’s message leads to the handler editor with its very call as the sample', async ({
  page,
  person,
}) => {
  const bot = await createBot(person);
  const { token } = await createToken(person);
  expect((await post(urlOf.botIncoming(bot.uniqueName, token), BACKUP)).status).toBe(200);
  await page.goto(`/bots/${bot.uniqueName}`);
  await page.getByRole('button', { name: 'Make this readable' }).click();
  const dialog = page.getByRole('dialog', { name: 'Make this readable' });
  await dialog.getByText('Handler', { exact: true }).click();
  await dialog.getByRole('link', { name: 'Open the handler editor' }).click();
  await page.getByRole('button', { name: 'Write a handler' }).click();
  await expect(page.getByRole('textbox', { name: 'Body' })).toHaveValue(/"nightly"/);
});
