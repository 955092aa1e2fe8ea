import { db } from '@/lib/db/prisma';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { postAsService } from '../support/service';
import { expect, test } from '../support/test';
import { channelUrl, TOKENS_PATH } from '../support/tokens-page';

const MANY = 1204;

test.describe('in a German browser', () => {
  test.use({ locale: 'de-DE' });

  test('a page of a token writes all its numbers in one way, the browser’s', async ({
    page,
    person,
    baseURL,
  }) => {
    const { id: tokenId, token } = await createToken(person);
    const channel = await createChannel(person);
    await postAsService(channelUrl(baseURL, channel.uniqueName, token), { text: 'x'.repeat(1004) });
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000);
    await db().omittedRefusal.create({ data: { tokenId, minute, refused: MANY, failed: 0 } });
    await page.goto(`${TOKENS_PATH}/${tokenId}`);
    const main = page.getByRole('main');
    await expect(main).toContainText('1.204 more refused between');
    await main.getByText('1h', { exact: true }).click();
    const chart = main.getByRole('img', { name: '1.205 calls in the last hour' });
    await chart.locator('g', { has: page.locator('.fill-warning') }).hover();
    await expect(main).toContainText('1.204 refused, 0 failed');
    await page.getByRole('link', { name: /call in full/ }).click();
    const call = page.getByRole('dialog', { name: 'Call' });
    await expect(call).toContainText('1.015 bytes');
    await expect(call).toContainText(/Duration\d+(,\d)? m?s/);
    for (const one of [main, call]) await expect(one).not.toContainText(/\d,\d{3}\b/);
  });

  test('a page that the server wrote in English is put right without an error', async ({ page, person }) => {
    const wrong: string[] = [];
    page.on('pageerror', ({ message }) => wrong.push(message));
    const bot = await createBot(person, { handlerCode: 'function handler() {}' });
    const now = new Date();
    await db().handlerFailure.create({
      data: { feedId: bot.feedId, environment: '', count: MANY, since: now, lastAt: now, reason: 'No stock' },
    });
    const path = `/bots-and-tools/bots/${bot.uniqueName}`;
    expect(await (await page.request.get(path)).text()).toContain('1,204 times');
    await page.goto(path);
    await expect(page.getByRole('region', { name: 'Failures' })).toContainText('has failed 1.204 times');
    expect(wrong).toEqual([]);
  });
});
