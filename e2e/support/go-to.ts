import type { Page } from 'playwright/test';

/** Goes there and waits until the page takes clicks and keys: it asks for the newest navigation once it is alive. */
export async function goToAlive(page: Page, path: string): Promise<void> {
  const alive = page.waitForResponse((one) => new URL(one.url()).pathname === '/api/shell');
  await page.goto(path);
  await alive;
}
