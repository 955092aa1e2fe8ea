import { chmodSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { spreadOf } from '../figures/statistics';
import { startPostern } from '../servers/postern';
import type { OtherScenario } from './scenario';

const ROUNDS = { quick: 1, full: 5 };

export const start: OtherScenario = {
  name: 'start',
  about: 'from the command to the first answered call, with a given and with the embedded database',
  async run({ database, world, folder, options, step }) {
    step('Starting again and again');
    const dataDir = path.join(folder, 'embedded');
    mkdirSync(dataDir);
    // When root runs this, the database runs as another account and must be able to enter the folders.
    for (const passed of [folder, dataDir]) chmodSync(passed, 0o711);
    const { path: call } = world.channel;
    const given = () => startAndStop(database.url, call);
    const embedded = () => startAndStop(undefined, call, { DATA_DIR: dataDir });
    // The first start creates the database, which later starts do not.
    await embedded();
    const times: { given: number[]; embedded: number[] } = { given: [], embedded: [] };
    for (let round = 0; round < (options.quick ? ROUNDS.quick : ROUNDS.full); round++) {
      times.given.push(await given());
      times.embedded.push(await embedded());
    }
    return { start: { givenMs: spreadOf(times.given), embeddedMs: spreadOf(times.embedded) } };
  },
};

/** Milliseconds from the command to the first answered call. */
async function startAndStop(...server: Parameters<typeof startPostern>): Promise<number> {
  const startedMs = performance.now();
  const { stop } = await startPostern(...server);
  const takenMs = performance.now() - startedMs;
  await stop();
  return takenMs;
}
