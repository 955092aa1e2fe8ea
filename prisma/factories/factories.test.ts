import { expect, test } from 'vitest';
import { receive } from '@/lib/webhooks/receive';
import { createBot } from './create-bot';
import { createChannel } from './create-channel';
import { createExtension } from './create-extension';
import { createToken } from './create-token';
import { createUser } from './create-user';

const post = (path: string, query: string) =>
  receive({
    method: 'POST',
    path,
    query,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify({ text: 'Hello' })),
    sourceAddress: '192.0.2.7',
  });

test('what the factories make is accepted by the webhook endpoints', async () => {
  const owner = await createUser();
  const friend = await createUser();
  const { token } = await createToken(owner);
  const channel = await createChannel(owner, { members: [friend] });
  const bot = await createBot(owner, { subscribers: [friend] });
  const extension = await createExtension(owner, { published: true });
  const key = `zapikey=${token}`;
  const app = (which: { appId: string; appKey: string }) =>
    post(`/api/v2/applications/${which.appId}/incoming`, `appkey=${encodeURIComponent(which.appKey)}&${key}`);
  expect((await post(`/api/v2/channelsbyname/${channel.uniqueName}/message`, key)).status).toBeLessThan(300);
  expect((await post(`/api/v2/bots/${bot.uniqueName}/message`, key)).status).toBeLessThan(300);
  expect((await post(`/api/v2/bots/${bot.uniqueName}/incoming`, key)).status).toBeLessThan(300);
  expect((await app(extension.sandbox)).status).toBeLessThan(300);
  expect((await app(extension.marketplace)).status).toBeLessThan(300);
});

test('a disabled token of the factory is refused', async () => {
  const owner = await createUser();
  const { token } = await createToken(owner, { enabled: false });
  const channel = await createChannel(owner);
  const reply = await post(`/api/v2/channelsbyname/${channel.uniqueName}/message`, `zapikey=${token}`);
  expect(reply.status).toBe(401);
});
