import { afterEach, expect, it, vi } from 'vitest';
import { liveStream } from './line/live-stream';
import { STREAM_BUFFER_BYTES } from './line/policy';
import { newsReader } from './news-reader';

afterEach(() => {
  vi.useRealTimers();
});

const MAY_READ = { ends: null, fromSeq: 0, endsInMs: null, archived: false, version: '' } as const;

/** A usage history on a stream that the messages of a feed have filled. */
function aFullStream() {
  const gone = new AbortController();
  const stream = liveStream(gone.signal);
  stream.send(new Uint8Array(STREAM_BUFFER_BYTES));
  const { tell, end } = newsReader({
    topic: 'token/x',
    event: 'calls',
    listen: () => [],
    stream,
    ask: async () => MAY_READ,
  });
  const reader = stream.body.getReader();
  const next = async () => new TextDecoder().decode((await reader.read()).value);
  return { stream, tell, end, next, leave: () => gone.abort() };
}

/** The rights were asked for, and what follows from that is done. */
const asked = () => new Promise(setImmediate);

it('news that come while the stream is full are told when it has room, once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { stream, tell, end, next, leave } = aFullStream();
  tell();
  await asked();
  expect(await next()).toHaveLength(STREAM_BUFFER_BYTES);
  vi.runAllTimers();
  expect(await next()).toBe('topic: token/x\nevent: calls\ndata: \n\n');
  stream.send(new TextEncoder().encode('the end'));
  expect(await next()).toBe('the end');
  end();
  leave();
});

it('nothing is told when there is room after the topic has ended', async () => {
  const { stream, tell, end, next, leave } = aFullStream();
  tell();
  await asked();
  end();
  expect(await next()).toHaveLength(STREAM_BUFFER_BYTES);
  await asked();
  stream.send(new TextEncoder().encode('the end'));
  expect(await next()).toBe('the end');
  leave();
});
