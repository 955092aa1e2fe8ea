/**
 * How many handlers one thread runs in a second of processor time, engine start included: `node bench/handler-runs.mjs [seconds]`.
 * Only the sandbox runs, and the time of other programs does not count.
 */
const { runInSandbox } = await import('../lib/handlers/engine/sandbox.mjs');

const SECONDS = Number(process.argv[2] ?? 5);
const ROUNDS = 5;
const input = JSON.stringify({
  headers: { 'content-type': 'application/json' },
  params: {},
  body: { title: 'Build 128 passed', message: 'All 412 tests are green.' },
  http_method: 'POST',
  user: { id: '7', email: 'ada@example.com', name: 'Ada' },
  environment: null,
});
const handlers = {
  plain: 'function handler({ body }) { return { text: "*" + body.title + "*\\n" + body.message }; }',
  bytes: 'function handler() { return { text: crypto.hmac("sha256", "secret", "payload") }; }',
  url: 'function handler() { return { text: new URL("https://example.com/a?b=c").searchParams.get("b") }; }',
  locale: 'function handler() { return { text: new Date(0).toLocaleDateString("de-DE") }; }',
};

function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function runsPerSecond(code) {
  const job = { code, entry: 'handler', input, nowMs: 1_700_000_000_000, timeLimitMs: 1_000 };
  const from = processorMs();
  const until = from + (SECONDS * 1_000) / ROUNDS;
  let runs = 0;
  while (processorMs() < until) {
    const { result, intact } = runInSandbox(job);
    if (!result.ok || !intact) throw new Error(result.error?.message ?? 'A run leaves something behind.');
    runs += 1;
  }
  return (runs * 1_000) / (processorMs() - from);
}

const names = Object.keys(handlers);
for (const name of names) runsPerSecond(handlers[name]);
const figures = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of names) figures[name].push(runsPerSecond(handlers[name]));
}
for (const name of names) {
  const sorted = figures[name].sort((a, b) => a - b);
  console.log(
    `${name.padEnd(8)} ${Math.round(sorted[Math.floor(ROUNDS / 2)])} runs/s (best ${Math.round(sorted.at(-1))})`,
  );
}
