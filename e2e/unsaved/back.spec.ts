import type { Page } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import type { TestUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { PNG } from '@/test/support/picture';
import { fromMenu } from '../connection/changes/change';
import { editorOf, expectCode } from '../support/code-editor';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { call, urlOf } from '../webhooks/call';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

const TYPED = '// typed';
const LIST = '/bots-and-tools/channels';
const back = (page: Page) => page.evaluate(() => window.history.back());
const dialogs = (page: Page) => page.getByRole('dialog');

/** A channel with a picture, reached from the list of channels. */
async function openChannel(page: Page, person: TestUser): Promise<string> {
  const name = unique('Channel');
  const { uniqueName } = await createChannel(person, { name });
  const { token } = await createToken(person);
  const form = new FormData();
  form.append('files', new Blob([PNG]), 'chart.png');
  const url = urlOf.channel(uniqueName, token).replace('/message', '/files');
  expect((await call(url, { body: form })).status).toBe(204);
  const path = `/channels/${uniqueName}`;
  // A link that is pressed before that leads to a page that the server draws, and which is not alive at first.
  await goToAlive(page, LIST);
  await page.getByRole('main').getByRole('link', { name }).click();
  await expect(page).toHaveURL(path);
  // Until it is loaded, it has more room than it needs: a press could miss it.
  const picture = page.getByRole('img', { name: 'chart.png' });
  await expect.poll(async () => (await picture.boundingBox())?.height ?? Infinity).toBeLessThan(100);
  return path;
}

/** What can lie over a channel. */
const OVER: Record<string, (page: Page) => Promise<unknown>> = {
  'the drawer of members': (page) => page.getByRole('button', { name: /^Members, / }).click(),
  'a dialog': fromMenu('More about this channel', 'Edit channel'),
  'a picture': (page) => page.getByRole('button', { name: 'Show picture: chart.png' }).click(),
  'the navigation': (page) => page.getByRole('button', { name: 'Navigation' }).click(),
  'the command palette': (page) => page.getByRole('button', { name: 'Search and commands' }).click(),
};

for (const [what, open] of Object.entries(OVER)) {
  test(`Back closes ${what} first, and leaves the page only then`, async ({ page, person }) => {
    const path = await openChannel(page, person);
    for (let turn = 1; turn <= 2; turn++) {
      await open(page);
      await expect(dialogs(page)).toBeVisible();
      // The feed notes its place in the entry of the history at each press.
      await dialogs(page).getByRole('heading').first().dispatchEvent('click');
      await back(page);
      await expect(dialogs(page)).toHaveCount(0);
      await expect(page).toHaveURL(path);
      await expect(page.getByRole('img', { name: 'chart.png' })).toBeVisible();
    }
    await back(page);
    await expect(page).toHaveURL(LIST);
    await expect(page.getByRole('heading', { name: 'Channels', level: 1 })).toBeVisible();
    await page.goForward();
    await expect(page).toHaveURL(path);
    await expect(page.getByRole('img', { name: 'chart.png' })).toBeVisible();
  });
}

test('Back asks before it closes a dialog in which something was typed', async ({ page, person }) => {
  const path = await openChannel(page, person);
  await OVER['a dialog']?.(page);
  const description = page.getByRole('dialog', { name: /^Edit/ }).getByLabel('Description');
  await description.fill('Not saved yet');
  const question = page.getByRole('dialog', { name: 'Leave without saving?' });
  await back(page);
  await expect(question).toBeVisible();
  // For the question, Back means Stay.
  await back(page);
  await expect(question).toHaveCount(0);
  await expect(description).toHaveValue('Not saved yet');
  await back(page);
  await question.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(dialogs(page)).toHaveCount(0);
  await expect(page).toHaveURL(path);
  await back(page);
  await expect(page).toHaveURL(LIST);
});

test('what is typed on the page is asked about once nothing lies over it', async ({ page, person }) => {
  const name = unique('Bot');
  const { uniqueName } = await createBot(person, { name, handlerCode: 'function handler() {}' });
  await goToAlive(page, '/bots-and-tools/bots');
  await page.getByRole('link', { name: `Settings of ${name}` }).click();
  await expect(page).toHaveURL(`/bots-and-tools/bots/${uniqueName}`);
  await editorOf(page).fill(TYPED);
  await page.getByRole('button', { name: 'Navigation' }).click();
  await expect(dialogs(page)).toBeVisible();
  await back(page);
  await expect(dialogs(page)).toHaveCount(0);
  await expectCode(page, TYPED);
  await back(page);
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL('/bots-and-tools/bots');
});
