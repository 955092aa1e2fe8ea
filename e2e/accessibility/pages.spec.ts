import { expect, test } from 'playwright/test';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expectAccessible, expectNoSidewaysScrolling } from './axe';
import { workspace } from './workspace';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [device, viewport] of Object.entries({ desktop: DESKTOP, phone: PHONE })) {
    test.describe(`${device}, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, contextOptions: { reducedMotion: 'reduce' } });

      test('every page is free of WCAG 2.2 AA violations and of sideways scrolling', async ({
        page,
        context,
      }) => {
        test.slow();
        const { pages } = await workspace(context);
        for (const [name, path] of Object.entries(pages)) {
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectAccessible(page, name);
          await expectNoSidewaysScrolling(page, name);
        }
      });

      test('the pages of somebody who is not inside yet are, too', async ({ page, context }) => {
        await createUser();
        for (const path of ['/sign-in', '/join/not-an-invitation']) {
          await page.goto(path);
          await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
          await expectAccessible(page, path);
          await expectNoSidewaysScrolling(page, path);
        }
        await signIn(context, await createUser());
        await page.goto('/bots-and-tools/webhook-tokens');
        await expect(
          page.getByRole('heading', { name: /verify your identity|second factor|passkey/i }).first(),
        ).toBeVisible();
        await expectAccessible(page, 'the gate');
        await expectNoSidewaysScrolling(page, 'the gate');
      });
    });
  }
}
