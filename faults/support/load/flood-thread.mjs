// The thread behind flood.ts, so that the flood takes no time from the clients whose calls are measured.
import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const BODY = '{"text":"flood"}';
const REPORT_EVERY_MS = 20;

const { origin, urls, localAddress, connections, depth } = workerData;
const { port, hostname } = new URL(origin);
let sent = 0;
let stats = { sent: 0, answers: {} };

for (let n = 0; n < connections; n++) open();
setInterval(() => {
  parentPort.postMessage(stats);
  stats = { sent: 0, answers: {} };
}, REPORT_EVERY_MS);

function open() {
  const socket = connect({ port: Number(port), host: hostname, localAddress });
  let rest = '';
  socket.on('error', () => {});
  // A connection that the server closes is opened again.
  socket.on('close', open);
  socket.on('connect', () => send(socket, depth));
  socket.on('data', (chunk) => {
    const text = rest + chunk.toString('latin1');
    const statuses = [...text.matchAll(/HTTP\/1\.1 (\d{3}) /g)];
    const last = statuses.at(-1);
    // A status line may come in two pieces.
    rest = text.slice(last ? last.index + last[0].length : 0).slice(-20);
    for (const [, status] of statuses) stats.answers[status] = (stats.answers[status] ?? 0) + 1;
    send(socket, statuses.length);
  });
}

function send(socket, count) {
  const head = 'host: 127.0.0.1\r\ncontent-type: application/json';
  const calls = Array.from({ length: count }, () => {
    const url = urls[sent++ % urls.length];
    return `POST ${url} HTTP/1.1\r\n${head}\r\ncontent-length: ${BODY.length}\r\n\r\n${BODY}`;
  });
  if (count === 0) return;
  socket.write(calls.join(''));
  stats.sent += count;
}
