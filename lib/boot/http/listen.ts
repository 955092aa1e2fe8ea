import 'server-only';
import net from 'node:net';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { BootError, codeOf } from '../boot-error';

const IPV4_LOOPBACK = '127.0.0.1';
const IPV6_LOOPBACK = '::1';

/**
 * Begins to listen on HOST and PORT; for the IPv4 loopback also on the IPv6 one, until `until` is aborted, since
 * `localhost` may mean either.
 * @throws {BootError} when HOST and PORT cannot be used.
 */
export function listen(server: net.Server, until?: AbortSignal): Promise<void> {
  const { HOST, PORT } = env();
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new BootError(whyNotListening(error, HOST, PORT)));
    server.once('error', refuse);
    server.listen(PORT, HOST, () => {
      server.off('error', refuse);
      resolve(until && HOST === IPV4_LOOPBACK ? listenOnIpv6(server, PORT, until) : undefined);
    });
  });
}

/** Resolves also when that is impossible: many machines have no IPv6. */
function listenOnIpv6(server: net.Server, port: number, until: AbortSignal): Promise<void> {
  const other = net.createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
    server.emit('connection', socket),
  );
  return new Promise((resolve) => {
    other.on('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') {
        log().warn(`Another program listens on [::1]:${port}: http://localhost:${port} may lead there.`);
      }
      resolve();
    });
    other.listen({ port, host: IPV6_LOOPBACK, signal: until }, resolve);
  });
}

/**
 * Checks that HOST and PORT are free, before anything else is started.
 * @throws {BootError} when they cannot be used.
 */
export async function checkPort(): Promise<void> {
  const probe = net.createServer((socket) => socket.destroy());
  await listen(probe);
  await new Promise((resolve) => probe.close(resolve));
}

function whyNotListening(error: Error, host: string, port: number): string {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return `Port ${port} is in use: stop what listens there, or choose another with PORT (for example PORT=${port + 1} npm start).`;
    case 'EACCES':
      return `Port ${port} may not be used by this account: choose one above 1023 with PORT.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST=${host} is not an address of this machine: use 127.0.0.1 for this machine only or 0.0.0.0 for all networks.`;
    default:
      return `Postern cannot listen on ${host}:${port} (${error.message}): choose another HOST or PORT.`;
  }
}
