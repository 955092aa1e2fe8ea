import { connect, type Socket } from 'node:net';
import { afterThisTest } from './clean-up';

type Options = {
  server: { url: string };
  /** Path and query of the next call. */
  url: () => string;
  localAddress: string;
  /** Calls sent on each connection without waiting for an answer. */
  depth: number;
};

const CONNECTIONS = 64;
const BODY = '{"text":"flood"}';

/** A stranger who sends as fast as the server takes it, and waits for nothing. */
export class Flood {
  /** Answers by status. */
  readonly answers = new Map<number, number>();
  readonly #options: Options;
  readonly #sockets: Socket[];

  /** Begins at once; ended with the test at the latest. */
  constructor(options: Options) {
    this.#options = options;
    this.#sockets = Array.from({ length: CONNECTIONS }, () => this.#open());
    afterThisTest(() => this.stop());
  }

  get answered(): number {
    return [...this.answers.values()].reduce((sum, count) => sum + count, 0);
  }

  stop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #open(): Socket {
    const { server, localAddress, depth } = this.#options;
    const { port, hostname } = new URL(server.url);
    const socket = connect({ port: Number(port), host: hostname, localAddress });
    let rest = '';
    socket.on('error', () => {});
    socket.on('connect', () => this.#send(socket, depth));
    socket.on('data', (chunk: Buffer) => {
      const text = rest + chunk.toString('latin1');
      const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
      const last = statuses.at(-1);
      // A status line may come in two pieces.
      rest = text.slice(last ? last.index + last[0].length : 0).slice(-20);
      for (const [, status] of statuses) this.#count(Number(status));
      this.#send(socket, statuses.length);
    });
    return socket;
  }

  #count(status: number): void {
    this.answers.set(status, (this.answers.get(status) ?? 0) + 1);
  }

  #send(socket: Socket, count: number): void {
    const head = 'host: 127.0.0.1\r\ncontent-type: application/json';
    const calls = Array.from(
      { length: count },
      () =>
        `POST ${this.#options.url()} HTTP/1.1\r\n${head}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`,
    );
    if (count > 0) socket.write(calls.join(''));
  }
}
