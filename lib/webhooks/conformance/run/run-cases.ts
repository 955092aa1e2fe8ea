import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { provide } from '@/lib/env';
import { standIn } from '@/test/support/process/stand-in';
import type { RateProfile } from '../../limits/profile';
import { type Adapter, bothAdapters } from './adapters';
import type { Case } from './case';
import { checkRun } from './check-run';
import { Lanes } from './lanes';
import { limitedSituations, type Situation, situations } from './situations';
import { gatherCalls } from './together';
import type { SameEverywhere } from './verdict-of';
import { World } from './world';

/** The number of simultaneous runs; each has a person, rows and connections of its own. */
const LANES = 4;

/**
 * Runs every case in every situation and by both ways in; compares each with its promise, and all with one another.
 */
export function conformance(
  nouns: Readonly<Record<string, readonly Case[]>>,
  {
    profile,
    among = profile ? limitedSituations : situations,
  }: { profile?: RateProfile; among?: readonly Situation[] } = {},
) {
  let ways: Awaited<ReturnType<typeof bothAdapters>>;
  let lanes: Lanes;
  beforeAll(async () => {
    vi.stubEnv('TRUSTED_PROXY_HOPS', '1');
    // Files run side by side, like serving processes, and share the connections of one server.
    vi.stubEnv('WEB_CONCURRENCY', '3');
    provide('NODE_ENV', 'test');
    if (profile) standIn('rate-profile', profile);
    gatherCalls();
    ways = await bothAdapters();
    lanes = await Lanes.open(LANES);
  });
  afterAll(async () => {
    await ways.close();
    await lanes.close();
  });

  for (const [noun, cases] of Object.entries(nouns)) {
    describe(noun, () => {
      it.each(cases)('$name, however it arrives', async (one) => {
        const runs = among.flatMap((situation) =>
          ways.adapters.map((adapter) => runIn(lanes, one, situation, adapter)),
        );
        const verdicts = (await Promise.all(runs)).flat();
        for (const { where, verdict } of verdicts) {
          expect(verdict, `${where}, compared with ${verdicts[0]!.where}`).toEqual(verdicts[0]!.verdict);
        }
      });
    });
  }
}

async function runIn(lanes: Lanes, one: Case, situation: Situation, adapter: Adapter) {
  const where = `${situation.name} (${adapter.name})`;
  return lanes.run(async (lane) => {
    try {
      const world = new World(adapter.send, lane.base);
      const verdicts = await checkRun(world, await one.arrange(world), situation, lane);
      return ofTheFirst(verdicts).map((verdict) => ({ where, verdict }));
    } catch (error) {
      if (error instanceof Error) error.message = `${where}: ${error.message}`;
      throw error;
    }
  }, one.alters);
}

/** Which of several copies came first is chance; all of them share its row in the history. */
function ofTheFirst(verdicts: SameEverywhere[]): SameEverywhere[] {
  const isFirst = ({ call }: SameEverywhere) => (call as { outcome?: string })?.outcome !== 'replayed';
  const first = verdicts.find(isFirst) ?? verdicts[0]!;
  return verdicts.map((verdict) => ({ ...verdict, call: first.call }));
}
