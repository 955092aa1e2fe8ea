import { expect, it } from 'vitest';
import { type LiveEvent, readEvents } from './read-events';

/** The same bytes in pieces of several lengths. */
it.each([1, 7, 1_000])(
  'events are read whole from pieces of %i bytes; comments are signs of life',
  async (size) => {
    const text =
      'retry: 1000\n\n: still here\n\ntopic: feed/7\nid: 12\nevent: message\ndata: {"text":"Grüße: 👋"}\n\ntopic: token/x\nevent: calls\ndata: \n\ntopic: feed/7\nevent: mess';
    const bytes = new TextEncoder().encode(text);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < bytes.length; at += size) controller.enqueue(bytes.subarray(at, at + size));
        controller.close();
      },
    });
    const events: LiveEvent[] = [];
    let signs = 0;
    await readEvents(body, { onEvent: (event) => events.push(event), onBytes: () => signs++ });
    expect(events).toEqual([
      { topic: 'feed/7', name: 'message', data: '{"text":"Grüße: 👋"}', id: 12 },
      { topic: 'token/x', name: 'calls', data: '', id: null },
    ]);
    expect(signs).toBe(Math.ceil(bytes.length / size));
  },
);
