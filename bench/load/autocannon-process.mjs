// One load with autocannon, in a process of its own. The argument names a file with the load, the output is the
// result; both JSON.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import autocannon from 'autocannon';

const {
  origin,
  paths,
  body,
  headers = {},
  connections,
  seconds,
} = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** Each connection takes its share of the list. */
let started = 0;
let calls = 0;
const run = `${process.pid}-${Date.now().toString(16)}`;
const changing = Object.entries(headers).filter(([, value]) => value.includes('{n}'));
const request = {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...headers },
  body,
  ...(changing.length > 0 && {
    setupRequest(one) {
      calls++;
      const changed = changing.map(([name, value]) => [name, value.replace('{n}', `${run}-${calls}`)]);
      return { ...one, headers: { ...one.headers, ...Object.fromEntries(changed) } };
    },
  }),
};
const result = await autocannon({
  url: origin,
  connections,
  duration: seconds,
  requests: [{ ...request, path: paths[0] }],
  setupClient(client) {
    const nth = started++;
    const own = paths.filter((_, index) => index % connections === nth % paths.length);
    if (paths.length > 1) client.setRequests(own.map((path) => ({ ...request, path })));
  },
});

const { latency, non2xx, errors, timeouts, duration } = result;
console.log(
  JSON.stringify({
    answered: result['2xx'] + non2xx,
    refused: non2xx,
    broken: errors + timeouts,
    durationUs: duration * 1e6,
    // Autocannon knows whole milliseconds.
    p50Us: latency.p50 * 1e3,
    p99Us: latency.p99 * 1e3,
    maxUs: latency.max * 1e3,
  }),
);
