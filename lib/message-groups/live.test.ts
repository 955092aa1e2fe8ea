import { expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { feedEvents } from '@/lib/feeds/feed-events';
import { readFeed } from '@/lib/feeds/read-feed';
import { alert, at, minutesAfter } from '@/test/support/alerts/calls';
import { aChannel, aToken, aUser, json, viaWeb } from '@/test/support/webhooks/world';

it('an open page is told that the first message is over, with the reply that says so', async () => {
  const user = (await aUser()) as unknown as SignedInUser;
  const channel = await aChannel(user as never);
  const { token } = await aToken(user as never);
  const url = `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token}`;
  const began = at(-12);
  await viaWeb(url, json(alert('firing', { began })));
  expect((await readFeed(user, channel.feedId)).messages).toMatchObject([{ thread: null, resolved: null }]);

  const gone = new AbortController();
  const stream = await feedEvents(user, channel.feedId, { after: 1, signal: gone.signal, heartbeatMs: 200 });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  await viaWeb(url, json(alert('resolved', { began, ended: minutesAfter(began, 12) })));
  let heard = '';
  let told: RegExpExecArray | null = null;
  while (!told) {
    const { value, done } = await reader.read();
    if (done) break;
    heard += value;
    told = /^event: thread\ndata: (.*)\n/m.exec(heard);
  }
  gone.abort();
  expect(JSON.parse(told?.[1] ?? 'null')).toMatchObject({
    seq: 1,
    thread: { replies: 1 },
    resolved: { after: '12 min', title: 'DiskFull · resolved after 12 min' },
  });
});
