import net from 'node:net';

export type RawClient = {
  socket: net.Socket;
  send(text: string): void;
  received(): string;
  /** Resolves with everything received so far as soon as it matches. */
  until(pattern: RegExp): Promise<string>;
  /** Resolves with everything received when the server has ended the connection or reset it. */
  ended: Promise<string>;
};

/** `says`: the bytes sent right after connecting. */
type RawOptions = { neverCloses?: boolean; says?: string };

/** A connection on which a test sends any bytes, also those that no HTTP client would send. */
export async function rawClient(port: number, options: RawOptions = {}): Promise<RawClient> {
  const socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: options.neverCloses ?? false });
  if (options.says !== undefined) socket.write(options.says);
  let text = '';
  const waiting = new Set<() => void>();
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    for (const look of waiting) look();
  });
  socket.on('error', () => {});
  const ended = new Promise<string>((resolve) => {
    socket.once('close', () => resolve(text));
    socket.once('end', () => resolve(text));
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return {
    socket,
    send: (more) => void socket.write(more),
    received: () => text,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (pattern.test(text)) resolve(text);
        };
        waiting.add(look);
        look();
        void ended.then(() => reject(new Error(`ended without ${pattern}: ${text}`)));
      }),
    ended,
  };
}

/** Status, headers and body of the one answer in a text. */
export function readAnswer(text: string) {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1.1 (\d+)/.exec(head)?.[1]), head, body: rest.join('\r\n\r\n') };
}
