import type { Page } from 'playwright/test';

/** Keeps the page from fetching code ahead, for tests about code that is not there yet when it is needed. */
export async function fetchesNothingAhead(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}
