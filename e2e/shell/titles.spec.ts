import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { goToAlive } from '../support/go-to';
import { setStepUpAge } from '../support/sign-in';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post } from '../webhooks/call';

test('tabs are called by what they show: channel, bot, extension, person, token', async ({
  page,
  person,
}) => {
  const [channelName, botName, extensionName, tokenName] = ['Channel', 'Bot', 'Extension', 'Token'].map(
    unique,
  ) as [string, string, string, string];
  const friend = await createUser({ name: unique('Grace') });
  const channel = await createChannel(person, { name: channelName });
  const bot = await createBot(person, { name: botName });
  const extension = await createExtension(person, { name: extensionName });
  const token = await createToken(person, { name: tokenName });
  expect(
    (await post(`/api/v2/buddies/${friend.email}/message?zapikey=${token.token}`, { text: 'Hi' })).status,
  ).toBe(204);
  const chat = await db().directChat.findFirstOrThrow({
    where: { OR: [{ lowId: friend.id }, { highId: friend.id }] },
    select: { feedId: true },
  });
  const titles: [path: string, title: string][] = [
    [`/channels/${channel.uniqueName}`, `#${channelName} · Postern`],
    [`/bots/${bot.uniqueName}`, `${botName} · Postern`],
    [`/bots-and-tools/bots/${bot.uniqueName}`, `${botName}, settings · Postern`],
    [`/bots-and-tools/extensions/${extension.number}`, `${extensionName} · Postern`],
    [`/chats/${chat.feedId}`, `${friend.name} · Postern`],
    [`${TOKENS_PATH}/${token.id}`, `${tokenName} · Postern`],
  ];
  for (const [path, title] of titles) {
    await page.goto(path);
    // The number of unread messages may stand before the title.
    await expect(page, path).toHaveTitle(new RegExp(`^(\\(\\d+\\) )?${title}$`));
  }
  await setStepUpAge(person, null);
  await page.goto(`${TOKENS_PATH}/${token.id}`);
  await expect(page).toHaveTitle(/Usage history · Postern$/);
});

test('while React draws a page anew, and has taken its title away, the tab keeps it', async ({
  page,
  person,
}) => {
  const channel = await createChannel(person);
  await goToAlive(page, `/channels/${channel.uniqueName}`);
  const title = `#${channel.name} · Postern`;
  await expect(page).toHaveTitle(title);
  const without = await page.evaluateHandle(async () => {
    const own = document.querySelector('head > title');
    own?.remove();
    return own;
  });
  await expect(page).toHaveTitle(title);
  await page.evaluate((own) => own && document.querySelector('head > title')?.before(own), without);
  await expect(page.locator('head > title')).toHaveCount(1);
  // Another page’s title is not put off: screen readers read it out when it comes.
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();
  await expect(page).toHaveTitle('Members · Postern');
  await expect(page.locator('head > title')).toHaveCount(1);
});

test('the title tells nobody the name of what is not theirs to see', async ({ page, person }) => {
  const owner = await createUser();
  const [channelName, botName, tokenName] = ['Secret', 'Own bot', 'Own token'].map(unique) as [
    string,
    string,
    string,
  ];
  const channel = await createChannel(owner, { name: channelName, access: 'PRIVATE' });
  const bot = await createBot(owner, { name: botName, access: 'PERSONAL' });
  const token = await createToken(owner, { name: tokenName });
  expect(person.id).not.toBe(owner.id);
  for (const path of [
    `/channels/${channel.uniqueName}`,
    `/bots/${bot.uniqueName}`,
    `/bots-and-tools/bots/${bot.uniqueName}`,
    `${TOKENS_PATH}/${token.id}`,
  ]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
    const html = await page.content();
    for (const name of [channelName, botName, tokenName]) expect(html, path).not.toContain(name);
  }
});
