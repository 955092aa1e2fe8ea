import { PUSH, PUSH_HEADERS } from '../payloads';
import { atOnce, storingThrough } from '../subjects';
import type { RateScenario } from './scenario';

export const incoming: RateScenario = {
  name: 'incoming',
  about: 'a push from GitHub at the incoming endpoint of a channel, at 64 and 256 connections',
  async subjects({ database, folder, world, postern }) {
    const { origin, pid } = await postern();
    const { tokenId, path } = world.channel;
    return [64, 256].map((connections) =>
      storingThrough({
        id: `incoming-${connections}`,
        label: `a push from GitHub, ${atOnce(connections)}`,
        database,
        folder,
        origin,
        pid,
        paths: [path.replace('/message', '/incoming')],
        tokenIds: [tokenId],
        body: PUSH,
        headers: PUSH_HEADERS,
        connections,
      }),
    );
  },
};
