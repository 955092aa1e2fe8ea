import { expect, it } from 'vitest';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  json,
  messagesOf,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world() {
  const user = await aUser();
  const [token, channel, bot] = [await aToken(user), await aChannel(user), await aBot(user)];
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
  return { user, token, channel, bot, url };
}

const keyed = (body: unknown, key: string, header = 'idempotency-key'): RequestInit => ({
  ...json(body),
  headers: { 'content-type': 'application/json', [header]: key },
});

throughBothAdapters('a call with an idempotency key', (send) => {
  it('is another call for another URL, another token or another key', async () => {
    const { user, token, channel, url } = await world();
    const [other, second] = [await aChannel(user), await aToken(user)];
    const elsewhere = `/api/v2/channelsbyname/${other.uniqueName}/message?zapikey=${token.token}`;
    await send(url, keyed({ text: 'x' }, 'k'));
    await send(url, keyed({ text: 'x' }, 'l'));
    await send(url.replace(token.token, second.token), keyed({ text: 'x' }, 'k'));
    await send(elsewhere, keyed({ text: 'x' }, 'k'));
    expect(await messagesOf(channel.feedId)).toHaveLength(3);
    expect(await messagesOf(other.feedId)).toHaveLength(1);
  });
});
