import { startPostern } from '../servers/postern';
import { atOnce, storingThrough } from '../subjects';
import { SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

const CONNECTIONS = 64;
/** `mix-64` is the same with one. */
const PROCESSES = [2, 4];

export const workers: RateScenario = {
  name: 'workers',
  about: `500 tokens posting to ${PROCESSES.join(' and to ')} processes at one port (WEB_CONCURRENCY)`,
  async subjects({ database, folder, world, mix }) {
    const { tokenIds, paths } = await mix();
    const start = (count: number) =>
      startPostern(database.url, world.channel.path, { WEB_CONCURRENCY: String(count) });
    const servers = await Promise.all(PROCESSES.map(start));
    return servers.map(({ origin, pid }, index) =>
      storingThrough({
        id: `workers-${PROCESSES[index]}`,
        label: `500 tokens, 50 channels, ${atOnce(CONNECTIONS)}, ${PROCESSES[index]} processes`,
        database,
        folder,
        origin,
        pid,
        hasWorkers: true,
        paths,
        tokenIds,
        body: SMALL,
        connections: CONNECTIONS,
      }),
    );
  },
};
