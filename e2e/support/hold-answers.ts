import type { Page } from 'playwright/test';
import { deferred } from '@/lib/boot/process/deferred';

/** Requests arrive, and are answered only after `goOn`, as they were then. */
export async function holdAnswers(page: Page, asked: RegExp): Promise<{ made: Promise<void>; goOn(): void }> {
  const [made, released] = [deferred<void>(), deferred<void>()];
  await page.route(asked, async (route) => {
    const response = await route.fetch();
    made.resolve();
    await released.promise;
    // The page may have abandoned the request meanwhile.
    await route.fulfill({ response }).catch(() => {});
  });
  return { made: made.promise, goOn: () => released.resolve() };
}
