import { expect, test } from 'vitest';
import { createBot } from '@/lib/bots/create-bot';
import { createChannel } from '@/lib/channels/create-channel';
import { db } from '@/lib/db/prisma';
import { useResetLink } from '@/lib/reset-links/use-reset-link';
import { messagesIn } from '@/test/support/bot';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { anAccount, feedsOf } from '@/test/support/people/account';
import { insertFor } from '@/test/support/people/reset-links';
import { GENERAL_CHANNEL, HERALD_BOT } from './insert-user';

await anEmptyInstallation();
const { user: owner } = await anAccount();
const channel = await createChannel(owner, { name: 'General', description: '', access: 'PRIVATE' });
const bot = await createBot(owner, { name: 'Herald', description: '', imageUrl: null, access: 'PERSONAL' });

test('new people get neither somebody’s private channel General nor their personal bot Herald', async () => {
  expect([channel.uniqueName, bot.uniqueName]).toEqual([GENERAL_CHANNEL, HERALD_BOT]);
  const newcomer = await anAccount();
  expect(await feedsOf(newcomer.user.id)).toEqual([]);
});

test('the warning of a reset goes into no personal bot that is called Herald', async () => {
  const { user } = await anAccount();
  const { feedId } = await db().bot.findUniqueOrThrow({ where: { id: bot.id }, select: { feedId: true } });
  const code = await insertFor(user.id, { password: true, secondFactors: false, webhookTokens: 'keep' });
  await useResetLink({ code, password: 'a quite new password' }, { sourceAddress: '', userAgent: '' });
  expect(await messagesIn(feedId)).toBe(0);
});
