import { db } from '@/lib/db/prisma';
import { createUser } from '@/prisma/factories/create-user';
import { createPasskey } from '../support/passkey';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

const password = 'correct horse battery staple';

test('an administrator invites somebody, who joins by the link, once, and comes to a page that is there', async ({
  page,
  context,
  browser,
}) => {
  await signIn(context, await createUser({ role: 'ADMINISTRATOR', name: 'Ada Lovelace' }), {
    steppedUp: true,
  });
  await page.goto('/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const email = `grace-${Date.now()}@example.com`;
  await page.getByLabel('E-mail (optional)').fill(email);
  await page.getByRole('button', { name: 'Create link' }).click();
  const link = await page
    .getByRole('dialog')
    .getByText(/\/join\//)
    .textContent();

  const hers = await browser.newContext();
  const joining = await hers.newPage();
  await joining.goto(link!);
  await expect(joining.getByRole('heading', { level: 1 })).toContainText('Join');
  await expect(joining.getByText('Ada Lovelace invited you.')).toBeVisible();
  await expect(joining.getByLabel('E-mail')).toHaveValue(email);
  await joining.getByLabel('Your name').fill('Grace Hopper');
  await joining.getByLabel('Password', { exact: true }).fill(password);
  await joining.getByRole('button', { name: 'Join' }).click();
  // There is no #general here, as after its deletion.
  await expect(joining.getByRole('heading', { name: 'Channels', level: 1 })).toBeVisible();
  await expect(joining.getByRole('button', { name: 'Account of Grace Hopper' })).toBeVisible();
  await joining.goto('/members');
  await expect(joining.getByRole('button', { name: 'Invite' })).toHaveCount(0);
  await hers.close();

  const another = await browser.newContext();
  const again = await another.newPage();
  await again.goto(link!);
  await expect(again.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible();
  await another.close();
  await page.reload();
  await expect(page.getByText(email)).toBeVisible();
});

test('an administrator who has not verified is asked before anybody is invited or let back in, and loses nothing', async ({
  page,
  context,
  authenticator,
}) => {
  const administrator = await createUser({ role: 'ADMINISTRATOR' });
  await authenticator.hold(await createPasskey(administrator));
  await signIn(context, administrator);
  const email = `grace-${Date.now()}@example.com`;
  await page.goto('/members');
  await page.getByRole('button', { name: 'Invite' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail (optional)').fill(email);
  await dialog.getByLabel('Role').click();
  await page.getByRole('option', { name: 'Administrator' }).click();
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('heading', { name: 'Verify your identity' })).toHaveCount(0);
  expect(await db().invitation.count({ where: { email } })).toBe(0);
  await dialog.getByRole('button', { name: 'Create link' }).click();
  await expect(dialog.getByText(/\/join\//)).toBeVisible();
  expect(await db().invitation.count({ where: { email, role: 'ADMINISTRATOR' } })).toBe(1);
});

test('a member can neither invite nor deactivate', async ({ context, baseURL }) => {
  const [member, other] = [await createUser(), await createUser()];
  await signIn(context, member, { steppedUp: true });
  const headers = { origin: new URL(baseURL!).origin };
  const invite = await context.request.post('/api/invitations', { data: {}, headers });
  const deactivate = await context.request.put(`/api/members/${other.id}/status`, {
    data: { active: false },
    headers,
  });
  for (const answer of [invite, deactivate]) {
    expect(answer.status()).toBe(403);
    expect(await answer.json()).toMatchObject({ code: 'administrator_required' });
  }
});
