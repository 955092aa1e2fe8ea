import type { Page } from 'playwright/test';

/** The calls that the usage history lists. */
export const rowsOf = (page: Page) =>
  page.getByRole('table', { name: 'Calls' }).locator('tbody').getByRole('row');

/** The links that open them. */
export const linksOf = (page: Page) => page.getByRole('link', { name: /call in full/ });

/** The call that is open. */
export const callOf = (page: Page) => page.getByRole('dialog', { name: 'Call' });

/** Filters by outcome. `typed`: what to search the choices for first. */
export async function chooseOutcome(page: Page, option: string, typed?: string) {
  await page.getByRole('combobox', { name: 'Outcome' }).first().click();
  if (typed) await page.getByPlaceholder('Status or error code').fill(typed);
  await page.getByRole('option', { name: option }).first().click();
  // While the list closes, its field still has the same name.
  await page.getByPlaceholder('Status or error code').waitFor({ state: 'detached' });
}
