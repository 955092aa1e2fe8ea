import { connect, createServer, type Socket } from 'node:net';

/** A relay to a database that calls `look` before each message of a client with an open transaction. */
export type WatchedWay = { url: string; close(): void };

/** Whether the answer ends with a ReadyForQuery whose last byte tells of an open transaction. */
const isInTransaction = (bytes: Buffer) =>
  bytes.length >= 6 &&
  bytes.at(-6) === 0x5a &&
  bytes.readUInt32BE(bytes.length - 5) === 5 &&
  bytes.at(-1) === 0x54;

/**
 * Relays everything. A message within a transaction is kept until `look` has resolved; meanwhile the database waits for
 * this client.
 */
export async function watchRoundTrips(
  databaseUrl: string,
  look: (message: Buffer) => Promise<void>,
): Promise<WatchedWay> {
  const through = new URL(databaseUrl);
  const target = { host: through.hostname, port: Number(through.port) };
  const sockets = new Set<Socket>();
  const relay = createServer((near) => {
    const far = connect(target);
    let isOpen = false;
    let sent = Promise.resolve();
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => [near, far].forEach((end) => void end.destroy()));
    }
    far.on('data', (bytes) => {
      isOpen = isInTransaction(bytes);
      near.write(bytes);
    });
    near.on('data', (message) => {
      const looked = isOpen ? look(message) : undefined;
      sent = sent.then(() => looked).then(() => void far.write(message));
    });
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address ? address.port : 0);
  return {
    url: through.href,
    close() {
      relay.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
