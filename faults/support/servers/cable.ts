import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterThisTest } from '../clean-up';

/** The way between a server and its database, which can be cut so that neither side is told. */
export class Cable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #isCut = false;
  #url = '';

  private constructor(target: URL) {
    this.#server = createServer((near) => this.#join(near, target));
  }

  /** Lays one for the running test; `url` is `databaseUrl` through it. */
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

  /** From now on nothing comes through, nor any connection's end; what is made meanwhile stays as silent. */
  cut(): void {
    this.#isCut = true;
    for (const socket of this.#sockets) this.#silence(socket);
  }

  /** New connections work again; those of before are never heard of again. */
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
