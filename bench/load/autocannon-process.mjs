// One load with autocannon, in a process of its own. The argument names a file with the load, the output is the
// result; both JSON.
import { readFileSync } from 'node:fs';
import process from 'node:process';
import autocannon from 'autocannon';

const { origin, paths, body, connections, seconds } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8'));

/** Each connection takes its share of the list. */
let started = 0;
const request = { method: 'POST', headers: { 'content-type': 'application/json' }, body };
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
