import { expect, it } from 'vitest';
import { archiveChannel } from '@/lib/channels/archive-channel';
import { createChannel } from '@/lib/channels/create-channel';
import { deleteChannel } from '@/lib/channels/delete-channel';
import { openThread } from '@/lib/threads/open-thread';
import { aPerson, post } from '@/test/support/feed';
import { openStream } from './open-stream';

/** Reads a stream until a text arrives. */
function reader(stream: ReadableStream<Uint8Array>) {
  const source = stream.getReader();
  const decoder = new TextDecoder();
  let text = '';
  return async (...wanted: string[]) => {
    while (!wanted.every((one) => text.includes(one))) {
      const { value, done } = await source.read();
      if (done) throw new Error(`the stream ended before “${wanted}”: ${text}`);
      text += decoder.decode(value, { stream: true });
    }
    const heard = text;
    text = '';
    return heard;
  };
}

it('open pages hear at once that a channel is archived, revived and deleted; those of its threads too', async () => {
  const ada = await aPerson();
  const name = `Told ${ada.id}`;
  const { feedId, uniqueName } = await createChannel(ada, { name, description: '', access: 'ORGANIZATION' });
  const seq = await post(feedId, ada);
  const thread = await openThread({ feedId, seq }, null);
  const leaving = new AbortController();
  const wanted = [feedId, thread].map((id) => ({ topic: { kind: 'feed', feedId: id } as const, after: 0 }));
  // No heartbeat comes in between.
  const stream = await openStream(ada, wanted, { signal: leaving.signal, heartbeatMs: 3_600_000 });
  const hear = reader(stream);
  const archived = (id: number, state: boolean) => `topic: feed/${id}\nevent: archived\ndata: ${state}\n`;
  await hear('event: message');
  for (const state of [true, false]) {
    await archiveChannel(ada, uniqueName, state);
    await hear(archived(feedId, state), archived(thread, state));
  }
  await deleteChannel(ada, uniqueName, name);
  expect(await hear('event: end\n')).toContain('data: membership\n');
  leaving.abort();
});
