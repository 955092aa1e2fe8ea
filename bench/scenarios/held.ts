import { startFlood } from '../load/flood';
import { postingTo } from '../subjects';
import { SMALL } from '../world/payloads';
import type { RateScenario } from './scenario';

/** Callers of other tokens, and those of the held one, who wait. */
const CONNECTIONS = 16;
const CONNECTIONS_OF_HELD = 4;
const HELD_SECONDS = 2;

export const held: RateScenario = {
  name: 'held',
  about: `what callers of other tokens notice while somebody holds one token’s row for ${HELD_SECONDS} seconds`,
  async subjects({ database, folder, world, mix, postern }) {
    const { origin, pid } = await postern();
    const { paths } = await mix();
    const common = { folder, origin, pid, paths, body: SMALL, connections: CONNECTIONS };
    const alone = postingTo({ ...common, id: 'held-none', label: `500 tokens, ${CONNECTIONS} connections` });
    const label = `the same while another token’s row is held for ${HELD_SECONDS} s, and called`;
    const { run } = postingTo({ ...common, id: 'held-row', label });
    const prepare = () => database.startAfresh();
    return [
      { ...alone, prepare },
      {
        ...alone,
        id: 'held-row',
        label,
        prepare,
        async run() {
          const holder = await database.connections.connect();
          await holder.query('BEGIN');
          await holder.query('SELECT FROM webhook_token WHERE id = $1 FOR UPDATE', [world.channel.tokenId]);
          const load = { paths: [world.channel.path], body: SMALL, connections: CONNECTIONS_OF_HELD };
          const waiting = startFlood({ origin, ...load });
          const sample = await run(HELD_SECONDS);
          await holder.query('ROLLBACK');
          holder.release();
          await waiting.stop(0);
          return sample;
        },
      },
    ];
  },
};
