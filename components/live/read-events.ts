/** A server-sent event of `/api/events`; `topic` names the feed or token it is about. */
export type LiveEvent = { topic: string; name: string; data: string; id: number | null };

/** Reads a stream of server-sent events to its end. `onBytes` is called for anything that comes, heartbeats included. */
export async function readEvents(
  body: ReadableStream<Uint8Array>,
  { onEvent, onBytes }: { onEvent: (event: LiveEvent) => void; onBytes: () => void },
): Promise<void> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let buffer = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    onBytes();
    buffer += decoder.decode(value, { stream: true });
    const blocks = buffer.split('\n\n');
    buffer = blocks.pop() ?? '';
    for (const block of blocks) {
      const event = parse(block);
      if (event) onEvent(event);
    }
  }
}

/** Null for what is no event: a comment, or the time to wait before coming back. */
function parse(block: string): LiveEvent | null {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).replace(/^ /, ''));
  }
  const [topic, name, id] = [fields.get('topic'), fields.get('event'), fields.get('id')];
  if (topic === undefined || name === undefined) return null;
  return { topic, name, data: fields.get('data') ?? '', id: id === undefined ? null : Number(id) };
}
