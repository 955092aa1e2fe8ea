import type { Locator, Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createExtension } from '@/prisma/factories/create-extension';
import { createToken } from '@/prisma/factories/create-token';
import { unique } from '@/prisma/factories/unique';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { clipboardOf, TOKENS_PATH } from '../support/tokens-page';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const aDozen = Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`field${n}`, n]));
const popupOf = (page: Page) => page.getByRole('dialog', { name: 'Get Webhook URL' });

/** Copies an endpoint and returns what is on the clipboard; on screen its secrets stay dots. */
async function copied(page: Page, endpoint: string): Promise<string> {
  const card = popupOf(page).getByRole('region', { name: endpoint });
  await expect(card.locator('code')).toContainText('••••••');
  const button = card.getByRole('button', { name: `Copy ${endpoint}` });
  await button.click();
  await expect(button).toHaveText('Copied');
  return clipboardOf(page);
}

async function choose(popup: Locator, page: Page, kind: string, search: string, name: string) {
  await popup.getByRole('combobox', { name: kind }).click();
  await page.getByPlaceholder(`Search ${kind.toLowerCase()}s`).fill(search);
  await page.getByRole('option', { name }).click();
}

test('S19 from the list: module, then channel, then its endpoint, complete with the token', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person, { name: 'Build server' });
  const channel = await createChannel(person, { name: 'Release notes 7' });
  await createChannel(person, { name: 'Something else' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
  const popup = popupOf(page);
  await expect(popup.getByRole('radio')).toHaveCount(3);
  await popup.getByText('Channels', { exact: true }).click();
  await choose(popup, page, 'Channel', 'release', 'Release notes 7');
  const url = await copied(page, 'Channels Message Endpoint');
  expect(url).toBe(`${baseURL}/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token}`);
  expect((await postAsService(url, { text: 'Release 7 is out' })).status).toBe(204);
  await expect(popupOf(page).getByRole('link', { name: 'Posting from a shell' })).toHaveAttribute(
    'href',
    '/docs/shell',
  );
  // Which of them to use when.
  for (const [label, use] of [
    ['Channels Message Endpoint', /For a message that is ready/],
    ['Incoming webhook endpoint: any service', /For any service, whatever it sends/],
  ] as const) {
    await expect(popup.getByRole('region', { name: label })).toContainText(use);
  }
  const incoming = await copied(page, 'Incoming webhook endpoint: any service');
  expect(incoming).toBe(`${baseURL}/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token}`);
  const alert = {
    id: 7,
    title: 'Disk of db-2 is *full*',
    host: { name: 'db-2' },
    uuid: 'b7c1',
    more: aDozen,
  };
  expect((await postAsService(incoming, alert)).status).toBe(200);
  await page.goto(`/channels/${channel.uniqueName}`);
  await expect(page.getByRole('article').filter({ hasText: 'Release 7 is out' })).toBeVisible();
  const shown = page.getByRole('article').filter({ hasText: 'Disk of db-2 is *full*' });
  await expect(shown.getByRole('row', { name: 'host.name db-2' })).toBeVisible();
  const folded = shown.getByRole('row', { name: 'more.field11 11' });
  await expect(folded).toBeHidden();
  await shown.getByText(/^\d+ more fields$/).click();
  await expect(folded).toBeVisible();
});

test('S20 from a token: a bot has its incoming and its message endpoint, and both work', async ({
  page,
  person,
  baseURL,
}) => {
  const { id, token } = await createToken(person);
  const bot = await createBot(person, { name: 'Deploy watcher', subscribers: [person] });
  await page.goto(`${TOKENS_PATH}/${id}`);
  await page.getByRole('main').getByRole('button', { name: 'Get Webhook URL' }).first().click();
  const popup = popupOf(page);
  await popup.getByText('Bots', { exact: true }).click();
  await choose(popup, page, 'Bot', bot.uniqueName, 'Deploy watcher');
  // Which of them to use when.
  for (const [label, use] of [
    ['Incoming webhook endpoint', /handler makes the message/],
    ['Bot Message Endpoint', /No handler runs/],
  ] as const) {
    await expect(popup.getByRole('region', { name: label })).toContainText(use);
  }
  const incoming = await copied(page, 'Incoming webhook endpoint');
  expect(incoming).toBe(`${baseURL}/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token}`);
  const message = await copied(page, 'Bot Message Endpoint');
  expect(message).toBe(`${baseURL}/api/v2/bots/${bot.uniqueName}/message?zapikey=${token}`);
  expect((await postAsService(incoming, { text: 'Through the handler' })).status).toBe(200);
  expect((await postAsService(message, { text: 'Straight to the bot' })).status).toBe(204);
  await page.goto(`/bots/${bot.uniqueName}`);
  for (const text of ['Through the handler', 'Straight to the bot']) {
    await expect(page.getByRole('article').filter({ hasText: text })).toBeVisible();
  }
});

test('S20 an extension has its sandbox and its marketplace endpoint, and both work', async ({
  page,
  person,
  baseURL,
}) => {
  const { token } = await createToken(person);
  const extension = await createExtension(person, {
    name: 'Issue tracker',
    code: 'function handler({ environment }) { return { text: "Hi", where: environment }; }',
    published: true,
  });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
  await popupOf(page).getByText('Extensions', { exact: true }).click();
  // The only extension is chosen already.
  const endpoints = { Sandbox: extension.sandbox, Marketplace: extension.marketplace };
  for (const [name, { appId, appKey }] of Object.entries(endpoints)) {
    const url = new URL(await copied(page, `${name} endpoint`));
    expect(`${url.origin}${url.pathname}`).toBe(`${baseURL}/api/v2/applications/${appId}/incoming`);
    expect(Object.fromEntries(url.searchParams)).toEqual({ appkey: appKey, zapikey: token });
    const { status, body } = await postAsService(url.href, { issue: 7 });
    expect({ status, body }).toMatchObject({ status: 200, body: { where: name.toLowerCase() } });
  }
});

test('S19 the options follow the module, and the endpoints follow the option', async ({ page, person }) => {
  await createToken(person);
  await createChannel(person, { name: 'Alpha channel' });
  // Everybody's bots are in the list.
  const bot = unique('Alpha');
  await createBot(person, { name: bot });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
  const popup = popupOf(page);
  await popup.getByText('Bots', { exact: true }).click();
  await choose(popup, page, 'Bot', bot.toLowerCase(), bot);
  await expect(popup.getByRole('region')).toHaveCount(2);
  await popup.getByText('Channels', { exact: true }).click();
  await expect(popup.getByRole('region', { name: 'Bot Message Endpoint' })).toHaveCount(0);
  await choose(popup, page, 'Channel', 'alpha', 'Alpha channel');
  await expect(popup.getByRole('region', { name: 'Channels Message Endpoint' })).toBeVisible();
  await popup.getByText('Extensions', { exact: true }).click();
  await expect(popup.getByText('You have no extension yet.')).toBeVisible();
  await popup.getByText('Bots', { exact: true }).click();
  await expect(popup.getByRole('combobox', { name: 'Bot' })).toContainText(bot);
});

test('S19 the secret alone is masked until it is revealed, and hidden again', async ({ page, person }) => {
  const { token } = await createToken(person);
  const channel = await createChannel(person, { name: 'hidden-token' });
  await page.goto(`${TOKENS_PATH}?module=channels&target=${channel.uniqueName}`);
  const endpoint = page.getByTestId('endpoint-channel_message');
  await expect(endpoint).toContainText('••••••');
  await expect(endpoint).toContainText(`/channelsbyname/${channel.uniqueName}/message?zapikey=`);
  expect(await page.content()).not.toContain(token.slice(-32));
  await page.getByRole('button', { name: 'Reveal secrets' }).click();
  await expect(endpoint).toContainText(`zapikey=${token}`);
  await page.getByRole('button', { name: 'Hide secrets' }).click();
  await expect(endpoint).not.toContainText(token.slice(-32));
  await page.keyboard.press('Escape');
  await expect(popupOf(page)).toBeHidden();
  await expect(page).toHaveURL(new RegExp(`${TOKENS_PATH}$`));
});

test('S19 the popup says when its token is off or its extension is not published', async ({
  page,
  person,
}) => {
  await createToken(person, { enabled: false });
  await createExtension(person, { name: 'Draft' });
  await page.goto(TOKENS_PATH);
  await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
  const popup = popupOf(page);
  await popup.getByText('Extensions', { exact: true }).click();
  await expect(popup.getByText('This token is off')).toBeVisible();
  await expect(popup.getByRole('region', { name: 'Marketplace endpoint' })).toContainText('Not published');
  await expect(popup.getByRole('region', { name: 'Sandbox endpoint' })).not.toContainText('Not published');
});
