import 'server-only';

const encoder = new TextEncoder();

/**
 * One server-sent event. EventSource ignores the field `topic`: it distinguishes the feeds and tokens of one stream,
 * and lets all streams that carry one send the same bytes.
 */
export function streamEvent(topic: string, name: string, data: string, id?: number): Uint8Array {
  const lines = [`topic: ${topic}`, ...(id === undefined ? [] : [`id: ${id}`]), `event: ${name}`];
  return encoder.encode(`${lines.join('\n')}\ndata: ${data}\n\n`);
}

/** Sends `retry:` at once, so that proxies and the browser see an open stream. */
export const greeting = (retryMs: number) => encoder.encode(`retry: ${retryMs}\n\n`);

export const HEARTBEAT = encoder.encode(': still here\n\n');

/**
 * An answer of server-sent events. `no-transform` keeps compression, Next's and proxies', from holding events back.
 */
export function eventStreamReply(body: ReadableStream<Uint8Array>): Response {
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}
