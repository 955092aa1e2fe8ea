import { connect } from 'node:net';

/**
 * One kept-alive connection that posts the same request again and again, with next to no work of its own: on a
 * small machine the caller must leave the processors to the server. Reads answers with a length or without a body.
 */
export class Caller {
  #socket;
  #head;
  #rest;
  #answer = '';
  #onAnswer;

  /**
   * @param {{ origin: string, path: string, body: string }} target
   * @param {(status: number) => void} onAnswer is called once for each call; status 0: the connection broke
   */
  constructor({ origin, path, body }, onAnswer) {
    const { hostname, port, host } = new URL(origin);
    this.#head = `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`;
    this.#rest = `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
    this.#onAnswer = onAnswer;
    this.#socket = connect(Number(port), hostname).setNoDelay(true).setEncoding('latin1');
    this.#socket.on('data', (chunk) => this.#read(chunk));
    this.#socket.on('error', () => {});
    this.#socket.on('close', () => this.#onAnswer(0));
  }

  /** Posts. Wait for the answer to the last call first. @param header a further line, with its end */
  call(header = '') {
    this.#socket.write(`${this.#head}${header}${this.#rest}`);
  }

  close() {
    this.#onAnswer = () => {};
    this.#socket.destroy();
  }

  #read(chunk) {
    this.#answer += chunk;
    const headEnd = this.#answer.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(this.#answer.slice(0, headEnd))?.[1] ?? 0);
    if (this.#answer.length < headEnd + 4 + length) return;
    const status = Number(this.#answer.slice(9, 12));
    this.#answer = '';
    this.#onAnswer(status);
  }
}
