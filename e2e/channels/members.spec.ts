import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { unique } from '@/prisma/factories/unique';
import { hold } from '../support/hold';
import { expect, test } from '../support/test';

test('only who matches what was typed is added, also by an Enter before the server has answered', async ({
  page,
  person,
}) => {
  // The name sorts last, beyond the end of the first list.
  const wanted = await createUser({ name: unique('Zoe') });
  await Promise.all(Array.from({ length: 51 }, () => createUser()));
  const channel = await createChannel(person, { access: 'PRIVATE' });
  await page.goto(`/channels/${channel.uniqueName}`);
  await page.getByRole('button', { name: /^Members, / }).click();
  await page.getByLabel('Add somebody').click();
  await expect(page.getByRole('option').first()).toBeVisible();
  const release = await hold(page, /candidates\?q=./);
  const field = page.getByPlaceholder('Search by name or e-mail');
  await field.fill(wanted.name);
  await field.press('Enter');
  release();
  await expect(page.getByRole('option', { name: wanted.name })).toBeVisible();
  await field.press('Enter');
  await expect(page.getByRole('list', { name: 'Members' })).toContainText(wanted.name);
  const members = await db().feedMember.findMany({
    where: { feedId: channel.feedId },
    select: { userId: true },
  });
  expect(members.map(({ userId }) => userId).sort()).toEqual([person.id, wanted.id].sort());
});

test('who leaves a private channel comes to the list of channels, and reads that they have left', async ({
  page,
  person,
}) => {
  const channel = await createChannel(await createUser(), { access: 'PRIVATE', members: [person] });
  await page.goto(`/channels/${channel.uniqueName}`);
  await page.getByRole('button', { name: 'More about this channel' }).click();
  await page.getByRole('menuitem', { name: 'Leave channel' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Leave channel' }).click();
  await expect(page.getByText(/^You have left /)).toBeVisible();
  await expect(page).toHaveURL('/bots-and-tools/channels');
  await expect(page.getByRole('heading', { name: 'Channels', level: 1 })).toBeVisible();
});
