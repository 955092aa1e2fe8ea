import { invite } from '@/lib/accounts/invite';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { signIn } from '../support/sign-in';
import { expect, test } from '../support/test';

test('a member is removed only after a question, and the focus stays in the list of members', async ({
  page,
  person,
}) => {
  const grace = await createUser({ name: 'Grace Hopper' });
  const { uniqueName } = await createChannel(person, { members: [grace] });
  await page.goto(`/channels/${uniqueName}`);
  await page.getByRole('button', { name: /^Members, / }).press('Enter');
  const drawer = page.getByRole('dialog', { name: 'Members' });
  const remove = drawer.getByRole('button', { name: 'Remove Grace Hopper' });
  await remove.press('Enter');
  const question = page.getByRole('dialog', { name: /^Remove Grace Hopper from/ });
  await expect(question).toHaveAccessibleDescription(/webhook tokens .* refused at once/);
  await page.keyboard.press('Escape');
  await expect(remove).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Remove member' }).press('Enter');
  await expect(question).toHaveCount(0);
  await expect(remove).toHaveCount(0);
  await expect(drawer).toBeFocused();
});

test('an invitation is revoked only after a question, and the heading has the focus', async ({
  page,
  context,
}) => {
  const person = await createUser({ role: 'ADMINISTRATOR' });
  await signIn(context, person, { steppedUp: true });
  const email = `${person.id}@example.net`;
  await invite(person, { role: 'MEMBER', email });
  await page.goto('/members');
  const revoke = page.getByRole('button', { name: `Revoke the invitation: ${email}` });
  await revoke.press('Enter');
  const question = page.getByRole('dialog', { name: `Revoke the invitation for ${email}?` });
  await question.getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(revoke).toBeFocused();
  await page.keyboard.press('Enter');
  await question.getByRole('button', { name: 'Revoke invitation' }).press('Enter');
  await expect(revoke).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('who joins a channel on its page goes on at its heading', async ({ page, person }) => {
  const { uniqueName } = await createChannel(await createUser());
  expect(person.id).toBeTruthy();
  await page.goto(`/channels/${uniqueName}`);
  await page.getByRole('button', { name: 'Join channel' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Join channel' })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused();
});

test('Save keeps the focus when it has saved, and has it when Discard goes away', async ({
  page,
  person,
}) => {
  const { uniqueName } = await createBot(person);
  await page.goto(`/bots-and-tools/bots/${uniqueName}`);
  const save = page.getByRole('button', { name: 'Save details' });
  const discard = page.getByRole('button', { name: 'Discard', exact: true });
  const name = page.getByRole('textbox', { name: 'Name' });
  await name.fill('Watch of deploys');
  await discard.press('Enter');
  await expect(discard).toHaveCount(0);
  await expect(save).toBeFocused();
  await name.fill('Watch of deploys');
  await save.press('Enter');
  await expect(page.getByText('Saved.')).toBeVisible();
  await expect(save).toBeDisabled();
  await expect(save).toBeFocused();

  await page.getByRole('button', { name: 'Add an event' }).press('Enter');
  await page.getByRole('button', { name: 'Remove event 1' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Add an event' })).toBeFocused();
});
