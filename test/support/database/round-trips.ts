import { connect, createServer, type Socket } from 'node:net';

/** The way to a database, on which somebody looks before each message of a client that has a transaction open. */
export type WatchedWay = { url: string; close(): void };

/** ReadyForQuery at the end of an answer, whose last byte tells of the transaction. */
const isInTransaction = (bytes: Buffer) =>
  bytes.length >= 6 &&
  bytes.at(-6) === 0x5a &&
  bytes.readUInt32BE(bytes.length - 5) === 5 &&
  bytes.at(-1) === 0x54;

/**
 * Lets everything through. A message within a transaction is kept until `look` has resolved: at that moment the database has nothing
 * to do for this client and waits for it.
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
