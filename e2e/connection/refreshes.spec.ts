import type { Locator, Page } from 'playwright/test';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import type { TestUser } from '@/prisma/factories/create-user';
import { postAsService } from '../support/service';
import { tokenWithAccepted } from '../support/some-calls';
import { expect, test } from '../support/test';
import { channelUrl, TOKENS_PATH } from '../support/tokens-page';

/** After this long pages ask again for what they show. */
const FRESH_MS = 31_000;

type Part = { asked: RegExp; open(page: Page, person: TestUser, baseURL?: string): Promise<Locator> };

/** Parts of pages that ask for themselves. `open` gives what they show. */
const parts: Record<string, Part> = {
  'the chart of a token': {
    asked: /\/usage\/chart\?/,
    async open(page, person, baseURL) {
      const { path } = await tokenWithAccepted(person, baseURL, 1);
      await page.goto(path);
      return page.getByRole('img', { name: /^1 call in/ });
    },
  },
  'the members of a channel': {
    asked: /\/members$/,
    async open(page, person) {
      const { uniqueName } = await createChannel(person);
      await page.goto(`/channels/${uniqueName}`);
      await page.getByRole('button', { name: /^Members, / }).click();
      return page.getByRole('list', { name: 'Members' }).getByText(person.name);
    },
  },
  'the choices of Get Webhook URL': {
    asked: /\/targets$/,
    open: async (page, person) => (await openUrl(page, person)).popup.getByText('Channels Message Endpoint'),
  },
  'the first call below them': {
    asked: /\/usage\/invocations\?/,
    async open(page, person, baseURL) {
      const { popup, uniqueName, token } = await openUrl(page, person);
      await expect(popup.getByText('Waiting for the first call…')).toBeVisible();
      await postAsService(channelUrl(baseURL, uniqueName, token), { text: 'Build 128 passed' });
      return popup.getByText(/^It works: called/);
    },
  },
};

for (const [name, { asked, open }] of Object.entries(parts)) {
  test(`a refresh that fails takes nothing away: ${name}`, async ({ page, person, baseURL }) => {
    await page.clock.install();
    const shown = await open(page, person, baseURL);
    await expect(shown).toBeVisible();
    let refused = 0;
    await page.route(asked, (route) => {
      refused += 1;
      return route.fulfill({ status: 429 });
    });
    await page.clock.fastForward(FRESH_MS);
    // It asks a second time only when it has taken in the first refusal.
    await expect.poll(() => comeBack(page).then(() => refused)).toBeGreaterThan(1);
    await expect(shown).toBeVisible();
    await expect(page.getByText(/could not be loaded/)).toHaveCount(0);
  });
}

/** As when somebody comes back to the tab. */
const comeBack = (page: Page) => page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));

async function openUrl(page: Page, person: TestUser) {
  const { token } = await createToken(person);
  const { uniqueName } = await createChannel(person);
  await page.goto(`${TOKENS_PATH}?module=channels&target=${uniqueName}`);
  return { popup: page.getByRole('dialog', { name: 'Get Webhook URL' }), uniqueName, token };
}
