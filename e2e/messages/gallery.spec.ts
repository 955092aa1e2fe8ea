import { expect, type Locator, type Page, test } from 'playwright/test';
import { gallery } from '@/lib/messages/gallery/gallery';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { startOwnServer } from '../support/own-server';

const GALLERY = '/styleguide/messages';
const PHONE = { width: 390, height: 844 };
const examples = gallery.flatMap((group) => group.examples);

/** The part of the gallery that shows an example. */
const example = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

test('every example is drawn, and nothing goes wrong in the browser', async ({ page }) => {
  const wrong: string[] = [];
  page.on('pageerror', ({ message }) => wrong.push(message));
  page.on('console', (line) => {
    // The gallery includes pictures that cannot be loaded.
    if (line.type() === 'error' && !line.location().url.includes('/picture?')) wrong.push(line.text());
  });
  await page.goto(GALLERY);
  await expect(page.getByRole('article')).toHaveCount(examples.length);
  for (const { name } of examples) await expect(example(page, name).getByRole('article')).not.toBeEmpty();
  const charts = page.getByRole('img', { name: /^(Bar|Stacked bar|Line) graph/ });
  await expect(charts).toHaveCount(5);
  for (const chart of await charts.all()) await expect(chart).toBeVisible();
  await expect(example(page, 'What cannot be drawn is a table').getByRole('table')).toHaveCount(2);
  expect(wrong).toEqual([]);
});

for (const colorScheme of ['light', 'dark'] as const) {
  for (const viewport of [{ width: 1280, height: 900 }, PHONE]) {
    test.describe(`${colorScheme}, ${viewport.width} wide`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('the gallery is free of WCAG 2.2 AA violations and of sideways scrolling', async ({ page }) => {
        test.slow();
        await page.goto(GALLERY);
        await expect(page.getByRole('article')).toHaveCount(examples.length);
        for (const summary of await page.getByText('Show as table').all()) await summary.click();
        await expectAccessible(page, 'the gallery');
        await expectNoSidewaysScrolling(page, 'the gallery');
      });
    });
  }
}

test('pictures open large and are gone through by keyboard; the focus returns', async ({ page }) => {
  await page.goto(GALLERY);
  const picture = page.getByRole('button', { name: 'Show picture: Screens, 1 of 5' });
  await picture.focus();
  await page.keyboard.press('Enter');
  const large = page.getByRole('dialog');
  await expect(large).toHaveAccessibleName('Screens, 1 of 5');
  await page.keyboard.press('ArrowRight');
  await expect(large).toHaveAccessibleName('Screens, 2 of 5');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(large).toHaveAccessibleName('Screens, 5 of 5');
  await page.keyboard.press('Home');
  await expect(large.getByRole('img', { name: 'Screens, 1 of 5' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(large).toBeHidden();
  await expect(picture).toBeFocused();
});

test('a picture that cannot be loaded says where it would have come from', async ({ page }) => {
  await page.goto(GALLERY);
  const pictures = example(page, 'Several pictures, one of which is gone');
  await pictures.scrollIntoViewIfNeeded();
  await expect(pictures.getByText('No picture from nowhere.invalid')).toBeVisible();
  await expect(pictures.getByRole('button', { name: /^Show picture/ })).toHaveCount(4);
});

test.describe('on a phone', () => {
  test.use({ viewport: PHONE });

  test('a wide table scrolls by keyboard while its sticky columns stay', async ({ page }) => {
    await page.goto(GALLERY);
    const table = page.getByRole('region', { name: '95th percentile' });
    const [service, owner, last] = [/^Service$/, /^Owner$/, /^af-south$/].map((name) =>
      table.getByRole('columnheader', { name }),
    );
    await table.focus();
    const xOf = async (cell = service) => Math.round((await cell!.boundingBox())!.x);
    const before = [await xOf(service), await xOf(owner)];
    await expect(last!).not.toBeInViewport();
    await expect(async () => {
      await page.keyboard.press('ArrowRight');
      await expect(last!).toBeInViewport({ ratio: 0.9, timeout: 200 });
    }).toPass();
    expect([await xOf(service), await xOf(owner)]).toEqual(before);
  });
});

test('the header of a long table stays above its rows', async ({ page }) => {
  await page.goto(GALLERY);
  const table = example(page, 'Table with widths, and many rows below a sticky header').getByRole('region', {
    name: 'Table',
  });
  const header = table.getByRole('columnheader', { name: 'Package' });
  const last = table.getByRole('cell', { name: 'library-30' });
  await last.scrollIntoViewIfNeeded();
  const topOf = async (part: Locator) => (await part.boundingBox())?.y ?? Number.NaN;
  // Pictures that load above may move both between the two.
  await expect
    .poll(async () => Math.abs((await topOf(header)) - (await topOf(table))))
    .toBeLessThanOrEqual(2);
});

test('a graph tells its numbers on hover and as a table', async ({ page }) => {
  await page.goto(GALLERY);
  const bars = example(page, 'Bars');
  await bars.scrollIntoViewIfNeeded();
  const graph = bars.getByRole('img', { name: 'Bar graph: Builds a day' });
  await expect(graph).toBeVisible();
  // The pointer goes to the first seventh of the graph, which is Monday's.
  const { width } = (await graph.boundingBox())!;
  // A graph can be seen before it hears of the pointer.
  await expect(async () => {
    await page.mouse.move(0, 0);
    await graph.hover({ position: { x: width / 14, y: 20 } });
    await expect(page.getByRole('tooltip')).toHaveText('Mon\npassed: 41\nfailed: 3', { timeout: 1_000 });
  }).toPass();
  await bars.locator('summary').focus();
  await page.keyboard.press('Enter');
  await expect(bars.getByRole('row', { name: 'Mon 41 3' })).toBeVisible();
});

test('the gallery is not there in production', async ({ request }) => {
  test.slow();
  const server = await startOwnServer();
  try {
    expect((await request.get(`${server.url}${GALLERY}`)).status()).toBe(404);
  } finally {
    await server.stop();
  }
});
