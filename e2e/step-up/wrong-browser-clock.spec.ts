import { createToken } from '@/prisma/factories/create-token';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

test.use({ withPasskey: true });

const MINUTE_MS = 60_000;

for (const [how, minutes] of [
  ['20 minutes fast', 20],
  ['20 minutes slow', -20],
  ['a year fast', 365 * 24 * 60],
] as const) {
  test(`S9 in a browser whose clock is ${how} the module stays open for its fifteen minutes, also after a reload`, async ({
    page,
    person,
  }) => {
    const token = await createToken(person);
    await page.clock.setSystemTime(Date.now() + minutes * MINUTE_MS);
    for (const path of [TOKENS_PATH, `${TOKENS_PATH}/${token.id}`, '/settings/security']) {
      await page.goto(path);
      await page.reload();
      const timer = page.getByRole('timer');
      await expect(timer).toHaveText(/· 1[34]:\d\d left/);
      const shown = await timer.textContent();
      await expect(timer).not.toHaveText(shown ?? '');
      await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
    }
  });

  test(`S9 a browser whose clock is ${how} says of what was just made that it was`, async ({
    page,
    person,
  }) => {
    await createToken(person, { name: 'Made now' });
    await page.clock.setSystemTime(Date.now() + minutes * MINUTE_MS);
    await page.goto(TOKENS_PATH);
    // Only the browser draws this page. A page that the server drew shows the server's words at first.
    await page.getByRole('link', { name: 'Made now' }).click();
    await expect(page.getByText(/^created/)).toHaveText(/^created (just now|1 minute ago)$/);
  });
}
