import { atOnce, storingThrough } from '../subjects';
import { SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

export const mix: RateScenario = {
  name: 'mix',
  about: '500 tokens posting into 50 channels, at 64 and 256 connections',
  async subjects({ database, folder, mix: made, postern }) {
    const { origin, pid } = await postern();
    const { tokenIds, paths } = await made();
    return [64, 256].map((connections) =>
      storingThrough({
        id: `mix-${connections}`,
        label: `500 tokens, 50 channels, ${atOnce(connections)}`,
        database,
        folder,
        origin,
        pid,
        paths,
        tokenIds,
        body: SMALL,
        connections,
      }),
    );
  },
};
