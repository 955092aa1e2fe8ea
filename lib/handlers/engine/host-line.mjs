import { receiveMessageOnPort } from 'node:worker_threads';

/**
 * The thread's line to the server: asks, and waits for the answer without returning to the event loop, since a
 * handler cannot be suspended. Only its own thread stands still meanwhile.
 * @param {{ port: import('node:worker_threads').MessagePort, signal: Int32Array }} line the signal changes after each
 * answer
 * @returns {(run: number) => (question: string, waitMs: number) => string | null} null: no answer in that time
 */
export function hostLine({ port, signal }) {
  let asked = 0;
  return (run) => (question, waitMs) => {
    asked += 1;
    port.postMessage({ run, id: asked, question });
    const endsAt = monotonicMs() + waitMs;
    for (;;) {
      const heard = Atomics.load(signal, 0);
      // An answer that was no longer awaited may still come.
      for (let received = receiveMessageOnPort(port); received; received = receiveMessageOnPort(port)) {
        if (received.message.id === asked) return received.message.answer;
      }
      const leftMs = endsAt - monotonicMs();
      if (leftMs <= 0 || Atomics.wait(signal, 0, heard, leftMs) === 'timed-out') return null;
    }
  };
}

const monotonicMs = () => Number(process.hrtime.bigint()) / 1e6;
