// Calls as fast as the answers come, until told to stop over IPC with the time of a switch; then says how many calls
// that were sent after it were accepted. The argument is the load (JSON); times are nanoseconds of the machine's
// monotonic clock, which all processes share.
import process from 'node:process';
import { Caller } from './caller.mjs';

const { origin, paths, body, connections } = JSON.parse(process.argv[2] ?? '');
const PROGRESS_MS = 20;

/** Each call has an address of its own (10.0.0.0/8), since refusals to one address are slowed down. */
let calls = 0;
function nextAddress() {
  calls++;
  return `X-Forwarded-For: 10.${(calls >> 16) & 255}.${(calls >> 8) & 255}.${calls & 255}\r\n`;
}

const now = () => Number(process.hrtime.bigint());
const totals = { accepted: 0, refused: 0, broken: 0 };
/** When each accepted call was sent, and each refused one. */
const sent = { accepted: [], refused: [] };
const callers = [];

for (let n = 0; n < connections; n++) {
  let sentNs = 0;
  const caller = new Caller({ origin, path: paths[0], body }, (status) => {
    if (status === 0) {
      totals.broken++;
      return;
    }
    const outcome = status >= 200 && status <= 299 ? 'accepted' : 'refused';
    totals[outcome]++;
    sent[outcome].push(sentNs);
    next();
  });
  const next = () => {
    sentNs = now();
    caller.call(nextAddress());
  };
  callers.push(caller);
  next();
}

setInterval(() => process.send?.({ totals }), PROGRESS_MS);

process.on('message', ({ switchedNs }) => {
  for (const caller of callers) caller.close();
  const after = (times) => times.filter((ns) => ns > switchedNs).length;
  const result = { ...totals, acceptedAfter: after(sent.accepted), refusedAfter: after(sent.refused) };
  process.send?.({ result }, () => process.exit(0));
});
process.on('disconnect', () => process.exit(0));
