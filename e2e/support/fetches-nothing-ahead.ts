import type { Page } from 'playwright/test';

/** For tests about code that is not there yet when it is asked for. */
export async function fetchesNothingAhead(page: Page): Promise<void> {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'connection', { value: { saveData: true } });
  });
}
