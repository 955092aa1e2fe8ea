import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { env } from '@/lib/env';

type Loss = {
  /** `before`: the connection is lost before the first query reaches the database. `after`: after its commit, before its answer. */
  when: 'before' | 'after';
  /** Whether the first connection alone is lost, or each. */
  of: 'first' | 'each';
};

/** Whether the bytes end with ReadyForQuery, by which the server ends an answer. */
const isOver = (bytes: Buffer) =>
  bytes.length >= 6 && bytes.readUInt32BE(bytes.length - 5) === 5 && bytes.at(-6) === 0x5a;

/** A pool of one connection that is lost in the middle of the first query. */
export async function losingPool({ when, of }: Loss): Promise<pg.Pool> {
  const through = new URL(env().DATABASE_URL ?? '');
  const target = { host: through.hostname, port: Number(through.port) };
  let isFirst = true;
  const relay = createServer((near) => {
    const far = connect(target);
    for (const socket of [near, far]) socket.on('error', () => {});
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    if (isFirst || of === 'each') lose(near, far, when);
    else near.pipe(far).pipe(near);
    isFirst = false;
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const address = relay.address();
  through.hostname = '127.0.0.1';
  through.port = String(typeof address === 'object' && address ? address.port : 0);
  const connections = new pg.Pool({ connectionString: through.href, max: 1 });
  connections.on('error', () => {});
  connections.on('connect', (client) => client.on('error', () => {}));
  const end = connections.end.bind(connections) as () => Promise<void>;
  connections.end = (async () => {
    await end();
    relay.close();
  }) as typeof connections.end;
  return connections;
}

/** Lets authentication pass, and then loses the connection. */
function lose(near: Socket, far: Socket, when: Loss['when']) {
  let isSignedIn = false;
  near.on('data', (asked) => {
    if (isSignedIn && when === 'before') near.destroy();
    else far.write(asked);
  });
  far.on('data', (answered) => {
    if (!isSignedIn) near.write(answered);
    else if (isOver(answered)) near.destroy();
    isSignedIn ||= isOver(answered);
  });
}
