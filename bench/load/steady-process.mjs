// Calls that are due at an even rate, whatever the answers take; a call's latency counts from when it was due, so that
// a server that stands still for a second is seen by every caller of that second. The argument is the load with
// `callsPerSecond`, the output the result; both JSON. Calls due in the first seconds are made but not counted, since a
// server with a database just emptied, and this program, are not at their ordinary speed yet.
import process from 'node:process';
import { Caller } from './caller.mjs';

const { origin, paths, body, connections, seconds, callsPerSecond } = JSON.parse(process.argv[2] ?? '');
const TICK_MS = 1;
const WARM_UP_MS = 3_000;
const LAST_ANSWERS_MS = 5_000;

const idle = [];
/** When each waiting call was due. */
const waiting = [];
const latenciesMs = [];
let refused = 0;
let broken = 0;
let underWay = 0;

for (let n = 0; n < connections; n++) {
  let dueMs = 0;
  const caller = new Caller({ origin, path: paths[n % paths.length], body }, (status) => {
    underWay--;
    if (status === 0) return broken++;
    if (dueMs >= countedFromMs) {
      if (status < 200 || status > 299) refused++;
      latenciesMs.push(performance.now() - dueMs);
    }
    idle.push(send);
    sendWaiting();
  });
  const send = (due) => {
    dueMs = due;
    underWay++;
    caller.call();
  };
  idle.push(send);
}

function sendWaiting() {
  while (waiting.length > 0 && idle.length > 0) idle.shift()(waiting.shift());
}

const startedMs = performance.now();
const countedFromMs = startedMs + WARM_UP_MS;
const wholeMs = WARM_UP_MS + seconds * 1_000;
let issued = 0;
const ticking = setInterval(() => {
  const elapsedMs = Math.min(performance.now() - startedMs, wholeMs);
  // The first is due at once.
  for (const due = Math.ceil((elapsedMs * callsPerSecond) / 1_000); issued < due; issued++) {
    waiting.push(startedMs + (issued * 1_000) / callsPerSecond);
  }
  sendWaiting();
  const isOver = performance.now() - startedMs > wholeMs;
  const isLate = performance.now() - startedMs > wholeMs + LAST_ANSWERS_MS;
  if (isLate || (isOver && waiting.length === 0 && underWay === 0)) finish();
}, TICK_MS);

function finish() {
  clearInterval(ticking);
  latenciesMs.sort((a, b) => a - b);
  const at = (share) => Math.round((latenciesMs[Math.floor((latenciesMs.length - 1) * share)] ?? 0) * 1e3);
  const answered = latenciesMs.length;
  const unanswered = waiting.length + underWay;
  const result = { answered, refused, broken: broken + unanswered, durationUs: seconds * 1e6 };
  const latencies = { p50Us: at(0.5), p99Us: at(0.99), maxUs: at(1) };
  process.stdout.write(`${JSON.stringify({ ...result, ...latencies })}\n`, () => process.exit(0));
}
