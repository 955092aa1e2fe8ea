import type { Locator } from 'playwright/test';
import { createToken } from '@/prisma/factories/create-token';
import { holdChanges } from '../connection/faults';
import { hold } from '../support/hold';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';

/** Where it is drawn, in CSS pixels. */
const placeOf = (control: Locator) => control.evaluate((element) => element.getBoundingClientRect().toJSON());

for (const width of [1280, 1024, 390]) {
  test(`the filters of the usage history stay where they are while the stream opens, ${width} px`, async ({
    page,
    person,
  }) => {
    const { id } = await createToken(person);
    const connect = await hold(page, /\/api\/events\?/);
    await page.setViewportSize({ width, height: 800 });
    await page.goto(`${TOKENS_PATH}/${id}`);
    const filter = width < 640 ? page.getByRole('button', { name: 'Filter' }) : page.getByLabel('Outcome');
    await expect(page.getByText('Connecting', { exact: true })).toBeVisible();
    const before = await placeOf(filter);
    connect();
    await expect(page.getByText('Live', { exact: true })).toBeVisible();
    expect(await placeOf(filter)).toEqual(before);
  });
}

test('a button keeps its size while its work is under way, and afterwards', async ({ page, person }) => {
  await page.goto('/settings/account');
  await page.getByLabel('Your name').fill(`${person.name} the Second`);
  const save = page.getByRole('button', { name: 'Save name' });
  const before = await placeOf(save);
  const { arrived, goOn } = await holdChanges(page);
  await save.click();
  await arrived;
  await expect(save).toHaveAttribute('aria-busy', 'true');
  expect(await placeOf(save)).toEqual(before);
  goOn();
  await expect(save).not.toHaveAttribute('aria-busy');
  expect(await placeOf(save)).toEqual(before);
});
