import { once } from 'node:events';
import net from 'node:net';
import type { Sent } from './replay';
import type { RawAnswer } from './success-rules';

/** A client waits no longer than this. */
const PATIENCE_MS = 5_000;

/** Writes a request byte by byte as the client does, and reads the one answer. */
export async function sendRaw(baseUrl: string, sent: Sent): Promise<RawAnswer> {
  const { hostname, port, host } = new URL(baseUrl);
  const socket = net.connect({ host: hostname, port: Number(port), noDelay: true });
  socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('no answer in time')));
  await once(socket, 'connect');
  const body = bodyOf(sent);
  const length = String(Buffer.byteLength(sent.body ?? ''));
  const head = [sent.line, ...sent.headers]
    .map((line) => `${line.replace('{host}', host).replace('{length}', length)}\r\n`)
    .join('');
  socket.write(`${head}\r\n`);
  let received = '';
  if (sent.expectsContinue) {
    for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
      received += chunk;
      if (received.includes('100 Continue\r\n\r\n')) break;
    }
    received = '';
  }
  socket.write(body);
  for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
    received += chunk;
    const answer = readAnswer(received, sent);
    if (!answer) continue;
    socket.destroy();
    return answer;
  }
  throw new Error(`The connection ended without a whole answer: ${received}`);
}

function bodyOf({ body, chunks }: Sent): string {
  if (!chunks) return body ?? '';
  const framed = chunks.map((chunk) => `${Buffer.byteLength(chunk).toString(16)}\r\n${chunk}\r\n`);
  return `${framed.join('')}0\r\n\r\n`;
}

/** The answer, or undefined while a part of it is missing. */
function readAnswer(text: string, { line }: Sent): RawAnswer | undefined {
  const headEnd = text.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine = '', ...lines] = text.slice(0, headEnd).split('\r\n');
  const headers = Object.fromEntries(
    lines.map((one) => [one.split(':')[0]!.toLowerCase(), one.slice(one.indexOf(':') + 1).trim()]),
  );
  const body = text.slice(headEnd + 4);
  const expected = line.startsWith('HEAD ') ? 0 : Number(headers['content-length'] ?? 0);
  if (Buffer.byteLength(body) < expected) return undefined;
  return { status: Number(statusLine.split(' ')[1]), headers, body };
}
