import { atOnce, storingThrough } from '../subjects';
import { LARGE, SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

const CONNECTIONS = [1, 10, 64, 256] as const;

export const channel: RateScenario = {
  name: 'channel',
  about: 'channel messages, small and 2 kB, at 1, 10, 64 and 256 connections',
  async subjects({ database, folder, world, postern }) {
    const { origin, pid } = await postern();
    const { tokenId, path } = world.channel;
    const common = { database, folder, origin, pid, paths: [path], tokenIds: [tokenId] };
    return CONNECTIONS.flatMap((connections) => [
      storingThrough({
        ...common,
        id: `channel-${connections}`,
        label: `small, ${atOnce(connections)}`,
        body: SMALL,
        connections,
      }),
      storingThrough({
        ...common,
        id: `channel-2kb-${connections}`,
        label: `2 kB, ${atOnce(connections)}`,
        body: LARGE,
        connections,
      }),
    ]);
  },
};
