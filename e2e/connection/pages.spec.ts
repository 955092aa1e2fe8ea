import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { goToAlive } from '../support/go-to';
import { expect, test } from '../support/test';
import { TOKENS_PATH } from '../support/tokens-page';
import { post, urlOf } from '../webhooks/call';
import { killServer } from './faults';

for (const fault of ['offline', 'without a server'] as const) {
  test(`${fault}: what cannot be loaded says so, and is loaded once it can be`, async ({
    page,
    context,
    person,
  }) => {
    const { uniqueName } = await createChannel(person);
    await page.goto(`/channels/${uniqueName}`);
    const members = page.getByRole('button', { name: /^Members, / });
    await expect(members).toBeVisible();
    if (fault === 'offline') await context.setOffline(true);
    else await killServer(page);
    await members.click();
    const drawer = page.getByRole('dialog', { name: 'Members' });
    const failure = drawer.getByText('The members could not be loaded');
    await expect(failure).toBeVisible();
    await expect(
      drawer.getByText(fault === 'offline' ? /^You are offline/ : /cannot be reached/),
    ).toBeVisible();
    await drawer.getByRole('button', { name: 'Try again' }).click();
    // A server that does not answer is asked three times before the failure shows again.
    if (fault === 'without a server') await expect(failure).toBeHidden();
    await expect(failure).toBeVisible();
    // The browser tells when it is online again, so the page asks by itself. Nothing tells when a server is back;
    // only this request gets through, since a page whose stream is back would ask by itself as well.
    if (fault === 'offline') await context.setOffline(false);
    else {
      await page.route(/\/members(\?|$)/, (route) => route.continue());
      await drawer.getByRole('button', { name: 'Try again' }).click();
    }
    await expect(page.getByRole('list', { name: 'Members' })).toContainText(person.name);
  });
}

test('a change of page without a connection keeps the page, says why, and goes on when it is back', async ({
  page,
  context,
  person,
}) => {
  const { uniqueName } = await createChannel(person, { name: 'Deploys' });
  await goToAlive(page, TOKENS_PATH);
  await context.setOffline(true);
  await expect(page.getByText(/^You are offline\. What you see may be out of date/)).toBeVisible();
  await page.getByRole('link', { name: 'Deploys' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await context.setOffline(false);
  await expect(page).toHaveURL(new RegExp(`/channels/${uniqueName}$`));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deploys');
  await expect(page.getByText(/^You are offline/)).toHaveCount(0);
});

test('what was read without a connection is reported when it is back', async ({ page, context, person }) => {
  const ada = await createUser();
  const { token } = await createToken(ada);
  const { uniqueName } = await createChannel(ada, { members: [person] });
  await post(urlOf.channel(uniqueName, token), { text: 'Deployed' });
  await page.route('**/read', (route) => route.abort());
  const failed = page.waitForEvent('requestfailed', (request) => request.url().endsWith('/read'));
  await page.goto(`/channels/${uniqueName}`);
  await failed;
  await page.unrouteAll();
  await context.setOffline(true);
  const reported = page.waitForResponse((one) => one.url().endsWith('/read') && one.ok());
  await context.setOffline(false);
  await reported;
});

test('somebody who signs in without a connection is told so', async ({ page, context }) => {
  await createUser();
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery staple');
  await context.setOffline(true);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('You are offline. Connect and try again.')).toBeVisible();
});
