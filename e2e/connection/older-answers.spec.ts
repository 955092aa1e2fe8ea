import { getBotSettings } from '@/lib/bots/get-bot-settings';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { editorOf } from '../support/code-editor';
import { goToAlive } from '../support/go-to';
import { hold } from '../support/hold';
import { holdAnswers } from '../support/hold-answers';
import { tokenWithAccepted } from '../support/some-calls';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { callOf, linksOf, rowsOf } from '../support/usage-page';
import { post, urlOf } from '../webhooks/call';

// An answer that comes late says how things were: it takes back nothing that was done, seen or chosen since.

test('S14 S16 a rename that is answered after the switch leaves the switch as it is', async ({
  page,
  person,
}) => {
  const { id } = await createToken(person, { name: 'Old name' });
  await goToAlive(page, `${TOKENS_PATH}/${id}`);
  const { made, goOn } = await holdAnswers(page, /\/name$/);
  await page.getByRole('button', { name: 'Rename Old name' }).click();
  await page.getByRole('textbox', { name: 'New name of Old name' }).fill('New name');
  await page.keyboard.press('Enter');
  await made;
  const status = page.getByRole('switch');
  await status.click();
  await expect(page.getByText('Calls with this token are refused from now on.')).toBeVisible();
  // Nothing that is read later mends the page.
  await hold(page, new RegExp(`/api/webhook-tokens/${id}/usage`));
  goOn();
  // The field stays until the answer has come.
  await expect(page.getByRole('textbox', { name: /^New name of/ })).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Rename New name' })).toBeVisible();
  await expect(status).not.toBeChecked();
});

test('a button that leads to a channel does not call away who has gone on meanwhile', async ({
  page,
  person,
}) => {
  const other = await createChannel(await createUser());
  const here = await createChannel(person);
  const { token } = await createToken(person);
  const action = { type: 'system.api', data: { api: `joinchannel/${other.uniqueName}` } };
  const url = urlOf.channel(here.uniqueName, token);
  expect((await post(url, { text: 'x', buttons: [{ label: 'Join', action }] })).status).toBe(204);
  await goToAlive(page, `/channels/${here.uniqueName}`);
  const { made, goOn } = await holdAnswers(page, /\/actions$/);
  await page.getByRole('button', { name: 'Join' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Join' }).click();
  await made;
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Members' }).click();
  await expect(page).toHaveURL('/members');
  goOn();
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page).toHaveURL(`/channels/${other.uniqueName}`);
});

test('of two saves of a handler the later one counts, and is made after the earlier one', async ({
  page,
  person,
}) => {
  const { uniqueName } = await createBot(person, { handlerCode: 'function handler() {}' });
  await goToAlive(page, `/bots-and-tools/bots/${uniqueName}`);
  const saves: string[] = [];
  page.on('request', (request) => request.method() === 'PUT' && saves.push('sent'));
  page.on('response', (response) => response.request().method() === 'PUT' && saves.push('answered'));
  const { made, goOn } = await holdAnswers(page, /\/handler$/);
  for (const text of ['first', 'second']) {
    await editorOf(page).fill(`function handler() { return '${text}'; }`);
    await page.keyboard.press('Control+s');
    await made;
  }
  goOn();
  await expect(page.getByText('Not saved')).toHaveCount(0);
  await expect.poll(async () => (await getBotSettings(person, uniqueName)).handlerCode).toContain('second');
  await expect.poll(() => saves).toEqual(['sent', 'answered', 'sent', 'answered']);
});

test('S18 older calls that come after the call was closed open none', async ({ page, person, baseURL }) => {
  const { path, url } = await tokenWithAccepted(person, baseURL, 55);
  const { made, goOn } = await holdAnswers(page, /\/usage\/invocations\?.*before=/);
  await goToAlive(page, path);
  await expect(rowsOf(page)).toHaveCount(50);
  await linksOf(page).last().click();
  await expect(callOf(page)).toBeVisible();
  await page.keyboard.press('j');
  await made;
  await page.keyboard.press('Escape');
  await expect(callOf(page)).toHaveCount(0);
  goOn();
  await expect(rowsOf(page)).toHaveCount(55);
  // What comes later is there, too.
  expect((await post(url, { text: 'One more' })).status).toBe(204);
  await expect(rowsOf(page)).toHaveCount(56);
  await expect(callOf(page)).toHaveCount(0);
  await expect(page).toHaveURL(path);
});

test('S3 while a place is looked for nothing is seen, and one that is found after a jump to the newest message is passed over', async ({
  page,
  person,
}) => {
  const owner = await createUser();
  const channel = await createChannel(owner, { name: unique('Long'), members: [person] });
  const { token } = await createToken(owner);
  const url = urlOf.channel(channel.uniqueName, token);
  for (let n = 1; n <= 120; n++) expect((await post(url, { text: `Message ${n}.` })).status).toBe(204);
  await goToAlive(page, `/channels/${channel.uniqueName}`);
  const message = (n: number) => page.getByRole('article').filter({ hasText: `Message ${n}.` });
  await expect(message(120)).toBeInViewport();
  await page.getByRole('log').hover();
  await expect(async () => {
    await page.mouse.wheel(0, -600);
    await expect(message(12)).toBeInViewport({ timeout: 200 });
  }).toPass();
  await expect
    .poll(() => page.evaluate(() => window.history.state?.posternFeedPlace?.place?.seq))
    .toBeLessThan(20);
  const { made, goOn } = await holdAnswers(page, /\/messages\?around=/);
  await page.reload();
  await made;
  expect((await post(url, { text: 'Message 121.' })).status).toBe(204);
  const link = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: channel.name });
  await expect(link).toContainText('1 unread');
  await page.getByRole('button', { name: '1 new message' }).press('Enter');
  await expect(message(121)).toBeInViewport();
  await expect(page.getByRole('log')).toBeFocused();
  const found = page.waitForResponse(/\/messages\?around=/);
  goOn();
  await (await found).finished();
  // At the end whoever reads follows what comes.
  expect((await post(url, { text: 'Message 122.' })).status).toBe(204);
  await expect(message(122)).toBeInViewport();
});
