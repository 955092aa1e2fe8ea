import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterThisTest } from '../clean-up';

/** A connection between a server and its database that can be cut without telling either side. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;
  #url = '';

  private constructor(target: URL) {
    this.#server = createServer((near) => this.#join(near, target));
  }

  /** Makes a cable for the running test; `url` leads through it to `databaseUrl`. */
  static async lay(databaseUrl: string): Promise<Cable> {
    const target = new URL(databaseUrl);
    const cable = new Cable(target);
    afterThisTest(() => cable.#remove());
    await new Promise<void>((resolve) => cable.#server.listen(0, '127.0.0.1', resolve));
    const address = cable.#server.address();
    const through = new URL(databaseUrl);
    through.port = String(typeof address === 'object' && address ? address.port : 0);
    cable.#url = through.href;
    return cable;
  }

  get url(): string {
    return this.#url;
  }

  /** From now on nothing comes through, not even the end of a connection. Connections opened meanwhile are silent, too. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) this.#silence(socket);
  }

  /** New connections work again; the old ones stay silent for ever. */
  mend(): void {
    this.#isCut = false;
  }

  #join(near: Socket, target: URL): void {
    this.#keep(near);
    if (this.#isCut) {
      this.#silence(near);
      return;
    }
    const far = connect(Number(target.port), target.hostname);
    this.#keep(far);
    near.pipe(far);
    far.pipe(near);
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #silence(socket: Socket): void {
    socket.unpipe();
    socket.pause();
  }

  #remove(): void {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
  }
}
