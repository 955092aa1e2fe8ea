import type { Page, Request, Route } from 'playwright/test';

const isChange = (request: Request) =>
  request.method() !== 'GET' &&
  request.method() !== 'HEAD' &&
  new URL(request.url()).pathname.startsWith('/api/');

/** From now on `handle` gets every change; requests that only read pass as before. */
async function onChanges(page: Page, handle: (route: Route) => Promise<void>): Promise<void> {
  await page.route('**/api/**', (route) => (isChange(route.request()) ? handle(route) : route.fallback()));
}

/** Changes arrive and are made; their answers never come back. */
export const loseAnswers = (page: Page) =>
  onChanges(page, async (route) => {
    await route.fetch();
    await route.abort('connectionreset');
  });

/** The server is gone: every request is refused. */
export const killServer = (page: Page) => page.route('**/*', (route) => route.abort('connectionrefused'));

/** The server, or a proxy before it, answers changes with an internal error. */
export const failChanges = (page: Page) =>
  onChanges(page, (route) =>
    route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }),
  );

/** Changes arrive, and are answered only after `goOn`. */
export async function holdChanges(page: Page): Promise<{ arrived: Promise<void>; goOn: () => void }> {
  let goOn = () => {};
  const released = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  let noteArrived = () => {};
  const arrived = new Promise<void>((resolve) => {
    noteArrived = resolve;
  });
  await onChanges(page, async (route) => {
    noteArrived();
    await released;
    // The page may have abandoned the request meanwhile.
    await route.continue().catch(() => {});
  });
  return { arrived, goOn };
}
