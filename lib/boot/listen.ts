import 'server-only';
import net from 'node:net';
import { env } from '@/lib/env';
import { BootError, codeOf } from './boot-error';

/**
 * Begins to listen on HOST and PORT.
 * @throws {BootError} when they cannot be used.
 */
export function listen(server: net.Server): Promise<void> {
  const { HOST, PORT } = env();
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(new BootError(whyNotListening(error, HOST, PORT)));
    server.once('error', refuse);
    server.listen(PORT, HOST, () => {
      server.off('error', refuse);
      resolve();
    });
  });
}

/**
 * Makes sure that HOST and PORT are free, before anything else is started.
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
