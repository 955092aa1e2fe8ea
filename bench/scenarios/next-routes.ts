import { startServer } from '../servers/server';
import { atOnce, storingThrough } from '../subjects';
import { SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

/** How the route handlers store, and at how many connections each is measured. */
const ways = [
  { way: 'batches', id: 'next', label: 'as it is', connections: [1, 10, 64, 256] },
  { way: 'transaction', id: 'next-transaction', label: 'one lean transaction per call', connections: [64] },
  {
    way: 'statement',
    id: 'next-statement',
    label: 'the accepting statement for each call',
    connections: [64],
  },
  {
    way: 'prisma',
    id: 'next-prisma',
    label: 'one interactive Prisma transaction per call',
    connections: [64],
  },
] as const;

/** Next loads and compiles a route at its first call. */
const WARM_UP_SECONDS = 3;

export const nextRoutes: RateScenario = {
  name: 'next',
  about: 'the same call through the Next route handler: as it is, and with one transaction per call',
  async subjects({ database, folder, world, wants }) {
    const { tokenId, path } = world.channel;
    const wanted = ways.filter(({ id, connections }) => connections.some((count) => wants(`${id}-${count}`)));
    const subjects = wanted.map(async ({ way, id, label, connections }) => {
      const { origin, pid } = await startServer(['dist/bench-next-routes.mjs', way], {
        DATABASE_URL: database.url,
      });
      return connections.map((count) =>
        storingThrough({
          id: `${id}-${count}`,
          warmUpSeconds: WARM_UP_SECONDS,
          label: `${label}, ${atOnce(count)}`,
          database,
          folder,
          origin,
          pid,
          paths: [path],
          tokenIds: [tokenId],
          body: SMALL,
          connections: count,
        }),
      );
    });
    return (await Promise.all(subjects)).flat();
  },
};
