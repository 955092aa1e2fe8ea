import { type FloodResult, startFlood } from '../load/flood';
import { startPostern } from '../servers/postern';
import type { Server } from '../servers/server';
import { SMALL } from '../world/payloads';
import type { Bench, OtherScenario } from './scenario';

const REPETITIONS = { quick: 4, full: 20 };
const CONNECTIONS_EACH = 32;
/** Calls that each process takes before the switch, and refuses after it. */
const CALLS_EACH = 1_000;

export const disable: OtherScenario = {
  name: 'disable',
  about: `a token switched off under full load in two processes, ${REPETITIONS.full} times`,
  async run(bench) {
    const { database, world, options, step } = bench;
    const repetitions = options.quick ? REPETITIONS.quick : REPETITIONS.full;
    const start = () => startPostern(database.url, world.channel.path, { TRUSTED_PROXY_HOPS: '1' });
    const servers = [await start(), await start()];
    const results: FloodResult[] = [];
    step(`Switching a token off under full load, ${repetitions} times`);
    for (let repetition = 0; repetition < repetitions; repetition++) {
      // The two processes take turns.
      results.push(...(await switchOff(bench, servers, servers[repetition % servers.length]!)));
    }
    await Promise.all(servers.map((server) => server.stop()));
    const sum = (of: (one: FloodResult) => number) => results.reduce((total, one) => total + of(one), 0);
    const acceptedAfter = sum((one) => one.acceptedAfter);
    return {
      disable: {
        repetitions,
        processes: servers.length,
        acceptedBefore: sum((one) => one.accepted) - acceptedAfter,
        acceptedAfter,
        refusedAfter: sum((one) => one.refusedAfter),
      },
    };
  },
};

async function switchOff(
  { database, world }: Bench,
  servers: Server[],
  through: Server,
): Promise<FloodResult[]> {
  await database.startAfresh();
  // The module closes 15 minutes after the last verification.
  await database.query('UPDATE session SET step_up_verified_at = now()');
  const setEnabled = (enabled: boolean) => putStatus(through, world.token.id, world.cookie, enabled);
  const { path } = world.channel;
  const floods = servers.map(({ origin }) =>
    startFlood({ origin, paths: [path], body: SMALL, connections: CONNECTIONS_EACH }),
  );
  await Promise.all(floods.map((flood) => flood.reached('accepted', CALLS_EACH)));
  await setEnabled(false);
  const switchedNs = Number(process.hrtime.bigint());
  await Promise.all(floods.map((flood) => flood.reached('refused', CALLS_EACH)));
  const results = await Promise.all(floods.map((flood) => flood.stop(switchedNs)));
  await setEnabled(true);
  return results;
}

async function putStatus(
  { origin }: Server,
  tokenId: string,
  cookie: string,
  enabled: boolean,
): Promise<void> {
  const answer = await fetch(`${origin}/api/webhook-tokens/${tokenId}/status`, {
    method: 'PUT',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({ enabled }),
  });
  if (!answer.ok) throw new Error(`The switch answered ${answer.status}: ${await answer.text()}`);
}
