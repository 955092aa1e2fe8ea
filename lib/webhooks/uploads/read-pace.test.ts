import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { UPLOAD_PACE, UPLOAD_TIMEOUT_MS } from './policy';
import { type Received, readUpload } from './read';

// The clock of the limits is the test's; what arrives comes through real streams, in turns of the event loop.
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const TYPE = 'multipart/form-data; boundary=x';
const HEAD = '--x\r\nContent-Disposition: form-data; name="files"; filename="large.bin"\r\n\r\n';
const END = '\r\n--x--\r\n';
const STEP_MS = UPLOAD_PACE.windowMs / 10;
const STEPS = 10;
/** The least that has to come in a step. */
const LEAST = (UPLOAD_PACE.bytesPerS * STEP_MS) / 1_000;
const TOO_SLOW = { code: 'request_timeout' };

const turn = () => new Promise(setImmediate);
const takeAll = async ({ bytes }: { bytes: AsyncIterable<Uint8Array> }) => {
  for await (const _ of bytes);
};

/** An upload that has begun with the head of its file. */
function begun() {
  const source = new Readable({ read() {} });
  const got: Received = { bytes: 0, fields: [], repair: null };
  let sent = 0;
  async function send(piece: Buffer | string) {
    source.push(piece);
    sent += piece.length;
    while (got.bytes < sent) await turn();
  }
  const reading = readUpload(source, TYPE, got, takeAll);
  let failed: unknown;
  reading.catch((error) => {
    failed = error;
  });
  return {
    reading,
    failed: () => failed,
    send,
    /** Sends so many bytes in each step of time. */
    async drip(bytes: number, steps: number) {
      for (let step = 0; step < steps && !failed; step++) {
        await send(Buffer.alloc(bytes, 7));
        vi.advanceTimersByTime(STEP_MS);
        await turn();
      }
    },
    async finish() {
      await send(END);
      source.push(null);
      await reading;
    },
  };
}

it('an upload that falls silent is given up after a window, and not before', async () => {
  const { reading, failed, send } = begun();
  await send(HEAD);
  vi.advanceTimersByTime(UPLOAD_PACE.windowMs - 1);
  await turn();
  expect(failed()).toBeUndefined();
  vi.advanceTimersByTime(1);
  await expect(reading).rejects.toMatchObject(TOO_SLOW);
});

it('an upload that is slower than the least rate by a byte in a step is given up', async () => {
  const { reading, send, drip } = begun();
  await send(HEAD);
  await drip(LEAST - 1, 2 * STEPS);
  await expect(reading).rejects.toMatchObject(TOO_SLOW);
});

it('an upload that keeps the least rate, piece by piece, is read to its end', async () => {
  const { send, drip, finish } = begun();
  await send(HEAD);
  await drip(LEAST, 4 * STEPS);
  await finish();
});

it('an upload that goes on for ever is given up too', async () => {
  const { reading, failed, send, drip } = begun();
  await send(HEAD);
  await drip(LEAST, UPLOAD_TIMEOUT_MS / STEP_MS - 1);
  expect(failed()).toBeUndefined();
  await drip(LEAST, 1);
  await expect(reading).rejects.toMatchObject(TOO_SLOW);
});

it('an upload is not too slow for our taking long to store it', async () => {
  const [pieces, bytes] = [8, 1024 * 1024];
  async function* parts() {
    yield Buffer.from(HEAD);
    for (let made = 0; made < pieces; made++) yield Buffer.alloc(bytes, 7);
    yield Buffer.from(END);
  }
  const source = Readable.from(parts());
  const got: Received = { bytes: 0, fields: [], repair: null };
  let store = () => {};
  const stored = new Promise<void>((resolve) => {
    store = resolve;
  });
  const reading = readUpload(source, TYPE, got, async (part) => {
    await stored;
    await takeAll(part);
  });
  // Nothing more is read while the file is not taken.
  while (!source.isPaused()) await turn();
  vi.advanceTimersByTime(5 * UPLOAD_PACE.windowMs);
  store();
  await reading;
  expect(got.bytes).toBe(pieces * bytes + HEAD.length + END.length);
});
