import type { Database } from '../database';
import type { Results } from '../figures/results';
import { type Spread, spreadOf } from '../figures/statistics';
import { startPostern } from '../servers/postern';
import { storingThrough } from '../subjects';
import { SMALL } from '../world/payloads';
import { storeCalls } from '../world/stored-calls';
import type { Bench, OtherScenario } from './scenario';

const CONNECTIONS = 64;
const WARM_UP_SECONDS = 3;

/** What a person can look at; the answers of the module's own routes. */
const VIEWS: Record<string, string> = {
  'first page': '/usage/invocations',
  'first page of refused calls': '/usage/invocations?outcome=refused',
  'first page of failed calls (there are none)': '/usage/invocations?outcome=failed',
  'first page of one error code': '/usage/invocations?outcome=authtoken_invalid',
  'first page of one status': '/usage/invocations?status=404',
  'chart of an hour': '/usage/chart?range=1h',
  'chart of a day': '/usage/chart?range=24h',
  'chart of 30 days': '/usage/chart?range=30d',
};
const LOOKS = { quick: 10, full: 50 };
/** Beyond this total time a view is not opened again. */
const LOOKING_MS = 20_000;

export const stored: OtherScenario = {
  name: 'stored',
  about: 'accept rate without and with millions of stored calls; times of the usage history',
  async run(bench): Promise<Partial<Results>> {
    const { database, full, world, folder, options, step } = bench;
    const rows = options.storedRows;
    step(`Storing ${rows.toLocaleString('en')} calls`);
    const seedSeconds = await storeCalls(full, world, rows, (count) =>
      step(`Storing ${rows.toLocaleString('en')} calls: ${Math.floor((count / rows) * 100)} %`),
    );
    const { path, tokenId } = world.channel;
    // The filled database got the same treatment.
    await database.query('VACUUM (ANALYZE)');
    // Both servers are fresh. The run's own server has done much else and would not compare.
    const noneServer = await startPostern(database.url, path);
    const fullServer = await startPostern(full.url, path);
    const load = { folder, paths: [path], body: SMALL, connections: CONNECTIONS };
    const common = { ...load, tokenIds: [tokenId], warmUpSeconds: WARM_UP_SECONDS };
    const rates = await bench.inTurn([
      storingThrough({ ...common, ...noneServer, id: 'stored-none', label: 'none stored', database }),
      storingThrough({
        ...common,
        ...fullServer,
        id: 'stored-full',
        label: `${rows.toLocaleString('en')} stored`,
        database: full,
        keep: true,
      }),
    ]);
    await noneServer.stop();
    step('Looking at the usage history');
    const pagesMs = await timeViews(bench, full, fullServer.origin);
    const gigabytes = await full.sizeGb();
    await fullServer.stop();
    const [none, filled] = [rates['stored-none'], rates['stored-full']];
    if (!none || !filled) return {};
    return { stored: { rows, gigabytes, seedSeconds, rates: { none, full: filled }, pagesMs } };
  },
};

async function timeViews(
  { world, options }: Bench,
  full: Database,
  origin: string,
): Promise<Record<string, Spread>> {
  // The module closes 15 minutes after the last verification.
  await full.query('UPDATE session SET step_up_verified_at = now()');
  const times: Record<string, Spread> = {};
  for (const [view, path] of Object.entries(VIEWS)) {
    const url = `${origin}/api/webhook-tokens/${world.token.id}${path}`;
    const deadlineMs = performance.now() + LOOKING_MS;
    const taken: number[] = [];
    await timed(url, world.cookie);
    do taken.push(await timed(url, world.cookie));
    while (taken.length < (options.quick ? LOOKS.quick : LOOKS.full) && performance.now() < deadlineMs);
    times[view] = spreadOf(taken);
  }
  return times;
}

async function timed(url: string, cookie: string): Promise<number> {
  const startedMs = performance.now();
  const answer = await fetch(url, { headers: { cookie } });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`The usage history answered ${answer.status}: ${text}`);
  return performance.now() - startedMs;
}
