import type { Page } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';

/** Keeps requests on their way until the returned function is called. */
export async function hold(page: Page, asked: RegExp): Promise<() => void> {
  const { promise, resolve } = deferred<void>();
  await page.route(asked, async (route) => {
    await promise;
    await route.continue();
  });
  return () => resolve();
}
