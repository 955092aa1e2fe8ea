import 'server-only';
import { STALLED_MS, STREAM_BUFFER_BYTES } from './policy';

type Callback = () => void;

/** One reader's connection. Sent bytes wait in a bounded buffer until the reader takes them. */
export type LiveStream = {
  body: ReadableStream<Uint8Array>;
  isClosed(): boolean;
  /**
   * Whether the reader keeps up. Nothing should be sent without room: missed messages are read again from the
   * database.
   */
  hasRoom(): boolean;
  send(bytes: Uint8Array): void;
  /** The reader has taken nothing for very long. */
  isStalled(nowMs?: number): boolean;
  /** Ends the stream after what was sent. */
  close(): void;
  /** Calls back each time there is room again. */
  onRoom(callback: Callback): void;
  onClosed(callback: Callback): void;
};

/** @param signal ends the stream when the reader has gone. */
export function liveStream(signal: AbortSignal): LiveStream {
  const roomCallbacks: Callback[] = [];
  const closedCallbacks: Callback[] = [];
  let controller!: ReadableStreamDefaultController<Uint8Array>;
  let closed = false;
  let fullSinceMs: number | undefined;

  const end = (isCancelled: boolean) => {
    if (closed) return;
    closed = true;
    signal.removeEventListener('abort', close);
    if (!isCancelled) controller.close();
    for (const callback of closedCallbacks) callback();
  };
  const close = () => end(false);
  const body = new ReadableStream<Uint8Array>(
    {
      start(created) {
        controller = created;
      },
      pull() {
        fullSinceMs = undefined;
        for (const callback of roomCallbacks) callback();
      },
      cancel: () => end(true),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: STREAM_BUFFER_BYTES }),
  );
  const hasRoom = () => !closed && (controller.desiredSize ?? 0) > 0;
  signal.addEventListener('abort', close, { once: true });
  if (signal.aborted) close();
  return {
    body,
    isClosed: () => closed,
    hasRoom,
    send(bytes) {
      if (closed) return;
      controller.enqueue(bytes);
      if (!hasRoom()) fullSinceMs ??= performance.now();
    },
    isStalled: (nowMs = performance.now()) => fullSinceMs !== undefined && nowMs - fullSinceMs >= STALLED_MS,
    close,
    onRoom: (callback) => void roomCallbacks.push(callback),
    onClosed(callback) {
      if (closed) callback();
      else closedCallbacks.push(callback);
    },
  };
}
