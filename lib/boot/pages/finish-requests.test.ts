import { createServer } from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { deferred } from '../process/deferred';
import { finishingRequests } from './finish-requests';

afterEach(() => {
  vi.useRealTimers();
});

/** Requests that have begun, and whose browsers have gone away. */
async function abandoned(...answers: Promise<unknown>[]) {
  const left = [...answers];
  const requests = finishingRequests(() => left.shift());
  const server = createServer(requests.handle);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  for (const _ of answers) {
    const browser = net.connect(port, '127.0.0.1');
    const gone = new Promise((resolve) =>
      server.once('connection', (socket) => socket.on('error', () => {}).once('close', resolve)),
    );
    const begun = new Promise((resolve) => server.once('request', resolve));
    browser.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await begun;
    browser.resetAndDestroy();
    await gone;
  }
  server.close();
  return requests;
}

const turn = () => new Promise(setImmediate);

test('S21 what a request whose browser has gone away needs is closed only once it has ended', async () => {
  const [first, second] = [deferred<void>(), deferred<void>()];
  const requests = await abandoned(first.promise, second.promise);
  const close = vi.fn(async () => {});
  const closing = requests.close(close);
  await turn();
  expect(close).not.toHaveBeenCalled();
  first.resolve();
  await turn();
  expect(close).not.toHaveBeenCalled();
  second.resolve();
  await closing;
  expect(close).toHaveBeenCalledOnce();
});

test('a request that never ends keeps nothing open for longer than three seconds', async () => {
  const requests = await abandoned(new Promise(() => {}));
  vi.useFakeTimers();
  const close = vi.fn(async () => {});
  const closing = requests.close(close);
  await vi.advanceTimersByTimeAsync(2_999);
  expect(close).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await closing;
  expect(close).toHaveBeenCalledOnce();
});

test('without a request under way it closes at once', async () => {
  const close = vi.fn(async () => {});
  await finishingRequests(() => {}).close(close);
  expect(close).toHaveBeenCalledOnce();
});
