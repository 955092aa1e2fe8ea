import { expect, test } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { post, urlOf } from './call';

async function watcher() {
  const owner = await createUser();
  const friend = await createUser();
  const bot = await createBot(owner, { subscribers: [friend] });
  const { token } = await createToken(owner);
  return { owner, friend, bot, token, url: urlOf.botMessage(bot.uniqueName, token) };
}

test('S5 a message through the bot is answered with 204', async () => {
  const { url } = await watcher();
  expect(await post(url, { text: 'Hello' })).toMatchObject({ status: 204, text: '' });
});

test('S5 with sync_message the answer names receivers, chats and messages', async () => {
  const { owner, friend, url } = await watcher();
  const own = await post(url, { text: 'Hello', sync_message: true });
  expect(own.json!.user_ids).toEqual([owner.id]);
  const details = own.json!.message_details as Record<string, { chat_id: string; message_id: string }>;
  expect(details[owner.id]).toEqual({
    chat_id: expect.stringMatching(/^CT_\d+-B\d+$/),
    message_id: expect.stringMatching(/^\d{13}%20\d+$/),
  });
  const all = await post(url, { text: 'Hello', sync_message: true, broadcast: 'True' });
  expect(new Set(all.json!.user_ids as string[])).toEqual(new Set([owner.id, friend.id]));
  const chosen = await post(url, { text: 'Hello', sync_message: true, userids: friend.email });
  expect(chosen.json!.user_ids).toEqual([friend.id]);
});

test('S5 only its creator or an administrator broadcasts, and a personal bot is closed to others', async () => {
  const { friend, bot } = await watcher();
  const theirs = await createToken(friend);
  const broadcast = { text: 'Hello', broadcast: true };
  expect(await post(urlOf.botMessage(bot.uniqueName, theirs.token), broadcast)).toMatchObject({
    status: 403,
    json: { code: 'bot_message_forbidden' },
  });
  const personal = await createBot(await createUser(), { access: 'PERSONAL' });
  expect(await post(urlOf.botMessage(personal.uniqueName, theirs.token), { text: 'Hi' })).toMatchObject({
    status: 403,
    json: { code: 'bot_unauthorized_message_access' },
  });
});
