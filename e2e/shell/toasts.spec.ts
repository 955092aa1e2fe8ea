import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { expectAccessible, expectNoSidewaysScrolling } from '../accessibility/axe';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('an error stays until it is closed or the next one comes, and covers no control of the page', async ({
  page,
  person,
}) => {
  expect(person.id).toBeTruthy();
  const { uniqueName } = await createChannel(await createUser());
  let failures = 0;
  await page.route('**/membership', (route) => {
    failures += 1;
    const title = `Failure ${failures}. ${'It takes a while to read this. '.repeat(6)}`;
    return route.fulfill({ status: 403, json: { code: 'forbidden', title } });
  });
  await page.clock.install();
  await goToAlive(page, `/channels/${uniqueName}`);
  const join = page.getByRole('button', { name: 'Join channel' });
  const errors = page.getByRole('region', { name: /^Notifications/ }).getByRole('listitem');
  await join.tap();
  await expect(errors).toContainText(['Failure 1.']);
  await page.clock.fastForward('01:00:00');
  await expect(errors).toContainText(['Failure 1.']);
  await join.tap();
  await expect(errors).toHaveCount(1);
  await expect(errors).toContainText(['Failure 2.']);
  await expectNoSidewaysScrolling(page, 'an error');
  await expectAccessible(page, 'an error');

  const close = errors.getByRole('button', { name: 'Close' });
  const { width, height } = (await close.boundingBox())!;
  expect(Math.min(width, height)).toBeGreaterThanOrEqual(40);
  await close.tap();
  await expect(errors).toHaveCount(0);
});
