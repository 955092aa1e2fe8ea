import type { Page } from 'playwright/test';

/** Opens a page and waits until it takes clicks and keys. A page that does so asks for its navigation. */
export async function goToAlive(page: Page, path: string): Promise<void> {
  const alive = page.waitForResponse((one) => new URL(one.url()).pathname === '/api/shell');
  await page.goto(path);
  await alive;
}
