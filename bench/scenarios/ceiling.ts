import { startServer } from '../servers/server';
import { atOnce, postingTo } from '../subjects';
import { SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

export const ceiling: RateScenario = {
  name: 'ceiling',
  about: 'a bare Node server that reads the body and answers 204',
  async subjects({ folder, world }) {
    const { origin, pid } = await startServer(['bench/servers/bare-node.mjs'], {});
    return [64, 1].map((connections) =>
      postingTo({
        id: `ceiling-${connections}`,
        label: `bare Node, ${atOnce(connections)}`,
        folder,
        origin,
        pid,
        paths: [world.channel.path],
        body: SMALL,
        connections,
      }),
    );
  },
};
