import { storingThrough } from '../subjects';
import { ALERT } from '../world/payloads';
import { createBots } from '../world/world';
import type { RateScenario } from './scenario';

export const bots: RateScenario = {
  name: 'bot',
  about: 'bot incoming, without a handler and with one, at 64 connections',
  async subjects({ database, folder, world, postern }) {
    const { origin, pid } = await postern();
    const { plain, handled } = await createBots(world);
    const common = { database, folder, origin, pid, tokenIds: [plain.tokenId], body: ALERT, connections: 64 };
    return [
      storingThrough({
        ...common,
        id: 'bot-plain-64',
        label: 'without a handler, 64 connections',
        paths: [plain.path],
      }),
      storingThrough({
        ...common,
        id: 'bot-handler-64',
        label: 'with a handler, 64 connections',
        paths: [handled.path],
      }),
    ];
  },
};
