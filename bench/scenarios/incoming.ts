import { atOnce, storingThrough } from '../subjects';
import { AS_LARGE, PUSH, PUSH_HEADERS } from '../world/payloads';
import type { RateScenario } from './scenario';

export const incoming: RateScenario = {
  name: 'incoming',
  about: 'a push from GitHub into a channel, and a plain message of its size, at 64 and 256 connections',
  async subjects({ database, folder, world, postern }) {
    const { origin, pid } = await postern();
    const { tokenId, path } = world.channel;
    const common = { database, folder, origin, pid, tokenIds: [tokenId] };
    return [64, 256].flatMap((connections) => [
      storingThrough({
        ...common,
        id: `incoming-${connections}`,
        label: `a push from GitHub, ${atOnce(connections)}`,
        paths: [path.replace('/message', '/incoming')],
        body: PUSH,
        headers: PUSH_HEADERS,
        connections,
      }),
      storingThrough({
        ...common,
        id: `incoming-plain-${connections}`,
        label: `a plain message as large, ${atOnce(connections)}`,
        paths: [path],
        body: AS_LARGE,
        connections,
      }),
    ]);
  },
};
