import { expect, test } from 'playwright/test';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { call, post, urlOf } from './call';

async function builds() {
  const owner = await createUser({ name: 'Grace Hopper' });
  const { token } = await createToken(owner);
  const channel = await createChannel(owner);
  return { owner, token, channel, url: urlOf.channel(channel.uniqueName, token) };
}

test('S3 a message is answered with 204 and nothing else', async () => {
  const { url } = await builds();
  const answer = await post(url, { text: 'Build 128 passed' });
  expect(answer).toMatchObject({ status: 204, text: '' });
  expect(answer.headers.get('x-request-id')).toBeTruthy();
});

test('S3 with sync_message the answer is the id of the message', async () => {
  const { url } = await builds();
  const answer = await post(url, { text: 'Build 128 passed', sync_message: true });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({ message_id: expect.stringMatching(/^\d{13}_\d+$/) });
});

test('S3 the channel is addressed by its id too', async () => {
  const { channel, token } = await builds();
  expect((await post(`/api/v2/channels/${channel.id}/message?zapikey=${token}`, { text: 'Hi' })).status).toBe(
    204,
  );
});

test('S3 bodies are read as services really send them', async () => {
  const { url } = await builds();
  const json = JSON.stringify({ text: 'Hello', card: { title: '', thumbnail: '' } });
  const form = new FormData();
  form.set('text', 'Hello');
  const requests: RequestInit[] = [
    { body: json, headers: { 'content-type': 'application/json; charset=utf-8' } },
    { body: new Blob([json]) },
    { body: json, headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { body: 'text=Hello+there', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
    { body: form },
  ];
  for (const [index, init] of requests.entries()) {
    expect((await call(url, init)).status, `request ${index}`).toBe(204);
  }
});

test('S3 a bot of the organisation can be the sender', async () => {
  const { owner, url } = await builds();
  const bot = await createBot(owner);
  const asBot = await post(`${url}&bot_unique_name=${bot.uniqueName}`, { text: 'Hi', sync_message: true });
  expect(asBot).toMatchObject({ status: 204, text: '' });
  expect((await post(`${url}&bot_unique_name=`, { text: 'Hi' })).status).toBe(204);
  expect(await post(`${url}&bot_unique_name=nobody`, { text: 'Hi' })).toMatchObject({
    status: 404,
    json: { code: 'bot_not_found' },
  });
});

test('S3 a channel whose member the owner is not refuses the call', async () => {
  const { token } = await builds();
  const elsewhere = await createChannel(await createUser());
  const answer = await post(urlOf.channel(elsewhere.uniqueName, token), { text: 'Hi' });
  expect(answer).toMatchObject({ status: 403, json: { code: 'access_denied' } });
});
