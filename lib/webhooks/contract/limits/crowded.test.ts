import { afterAll, expect, it } from 'vitest';
import { standIn } from '@/test/support/process/stand-in';
import { type RawClient, rawClient, readAnswer } from '@/test/support/raw-client';
import { aChannel, aToken, aUser, historyOf, messagesOf, nodeServer } from '@/test/support/webhooks/world';
import { ArrivingBytes } from '../../adapters/read-body';

const arriving = standIn('arriving-bytes', new ArrivingBytes(200_000));
const service = await nodeServer();
const clients: RawClient[] = [];
afterAll(async () => {
  for (const { socket } of clients) socket.destroy();
  await service.close();
});

const LONG = JSON.stringify({ text: 'a'.repeat(8_000), spare: ' '.repeat(150_000) });

async function aTarget() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`;
  const stored = async () => [(await messagesOf(channel.feedId)).length, (await historyOf(token.id)).length];
  return { url, stored };
}

/** Sends the head and most of a body, and then nothing. */
async function begin(url: string, body: string) {
  const client = await rawClient(service.port);
  clients.push(client);
  client.send(
    `POST ${url} HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`,
  );
  client.send(body.slice(0, -1));
  return client;
}

it('bodies that arrive at once have a limit together; usual messages pass, and all do once there is room', async () => {
  const [first, second] = [await aTarget(), await aTarget()];
  const slow = await begin(first.url, LONG);
  await expect.poll(() => arriving.bytes).toBeGreaterThan(LONG.length - 20_000);
  expect((await service.send(second.url, { method: 'POST', body: '{"text":"small"}' })).status).toBe(200);

  const refused = readAnswer(await (await begin(second.url, LONG)).ended);
  expect(refused.status).toBe(503);
  expect(refused.head).toContain('Retry-After: 1');
  expect(refused.head).toContain('Connection: close');
  expect(JSON.parse(refused.body)).toMatchObject({ code: 'temporarily_unavailable' });
  expect(await second.stored()).toEqual([1, 1]);

  const usual = await begin(second.url, JSON.stringify({ text: 'b'.repeat(9_000) }));
  usual.send('}');
  expect(readAnswer(await usual.until(/"user_ids":\[[^\]]*\]\}/)).status).toBe(200);

  slow.send('}');
  expect(readAnswer(await slow.until(/"user_ids":\[[^\]]*\]\}/)).status).toBe(200);
  const again = await begin(second.url, LONG);
  again.send('}');
  expect(readAnswer(await again.until(/"user_ids":\[[^\]]*\]\}/)).status).toBe(200);
  expect([await first.stored(), await second.stored()]).toEqual([
    [1, 1],
    [3, 3],
  ]);
});

it('a sender that hangs up leaves its room to others', async () => {
  const { url, stored } = await aTarget();
  for (let n = 0; n < 3; n++) {
    const client = await begin(url, LONG);
    await expect.poll(() => arriving.bytes).toBeGreaterThan(LONG.length - 20_000);
    client.socket.destroy();
    await expect.poll(() => arriving.bytes).toBe(0);
  }
  const last = await begin(url, LONG);
  last.send('}');
  expect(readAnswer(await last.until(/"user_ids":\[[^\]]*\]\}/)).status).toBe(200);
  expect(await stored()).toEqual([1, 1]);
});
