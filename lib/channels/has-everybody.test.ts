import { expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { aPerson } from '@/test/support/feed';
import { addMember } from './add-member';
import { createChannel } from './create-channel';
import { getChannel } from './get-channel';
import { leaveChannel } from './leave-channel';

test('a channel tells whether everybody is in it who can be added', async () => {
  await anEmptyInstallation();
  const [ada, bob] = [await aPerson(), await aPerson()];
  const { uniqueName } = await createChannel(ada, { name: 'Team', description: '', access: 'ORGANIZATION' });
  const hasEverybody = async () => (await getChannel(ada, uniqueName)).hasEverybody;
  expect(await hasEverybody()).toBe(false);
  await addMember(ada, uniqueName, bob.id);
  expect(await hasEverybody()).toBe(true);
  await leaveChannel(bob, uniqueName);
  expect(await hasEverybody()).toBe(false);
  // Deactivated people are not offered.
  await db().user.update({
    where: { id: bob.id },
    data: { deactivatedAt: new Date() },
    select: { id: true },
  });
  expect(await hasEverybody()).toBe(true);
});
