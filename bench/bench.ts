import { cleanUp, cleanUpOnSignals, wasInterrupted } from './clean-up';
import type { Results } from './figures/results';
import { describeMachine } from './machine/machine';
import { watchMemory } from './machine/memory';
import { stolenSoFar } from './machine/stolen';
import { HELP, isChosen, type Options, readOptions } from './options';
import { prepare, type Surroundings } from './prepare';
import { rewriteReport, writeReport } from './report/write-report';
import { otherScenarios, rateScenarios, sideBySide } from './scenarios/all';

/** Runs the benchmark as the arguments say. */
export async function runBenchmark(argv: string[], surroundings: Surroundings): Promise<void> {
  const scenarios = [...rateScenarios, ...otherScenarios];
  const options = readOptions(
    argv,
    scenarios.map(({ name }) => name),
  );
  if (options.help) {
    const lines = scenarios.map(({ name, about }) => `      ${name.padEnd(10)}${about}`);
    return console.log(HELP.replace('SCENARIOS', lines.join('\n')));
  }
  if (options.report) return rewriteReport();
  await surroundings.build();
  cleanUpOnSignals();
  try {
    const results = await measure(
      options,
      `npm run bench${argv.length > 0 ? ` -- ${argv.join(' ')}` : ''}`,
      surroundings,
    );
    surroundings.finish();
    writeReport(results, argv.length === 0);
  } catch (error) {
    if (!wasInterrupted()) throw error;
    await cleanUp();
    process.exit(130);
  } finally {
    surroundings.finish();
    await cleanUp();
  }
}

async function measure(options: Options, command: string, surroundings: Surroundings): Promise<Results> {
  const startedAt = new Date();
  const bench = await prepare(options, surroundings);
  const machine = await describeMachine(bench.database);
  const memory = watchMemory((await bench.postern()).pid);
  const results: Results = {
    command,
    startedAt: startedAt.toISOString(),
    minutes: 0,
    options,
    machine,
    rates: {},
    skipped: bench.skipped,
  };

  bench.step('Starting the servers');
  const subjects = [];
  for (const scenario of rateScenarios.filter(({ name }) => isChosen(name, options))) {
    subjects.push(...(await scenario.subjects(bench)));
  }
  results.rates = await bench.inTurn(sideBySide(subjects.filter(({ id }) => bench.wants(id))));
  for (const scenario of otherScenarios.filter(({ name }) => isChosen(name, options))) {
    Object.assign(results, await scenario.run(bench, results));
  }
  if (memory) results.memory = memory();
  else bench.skip('Memory: told only where /proc is.');
  results.stolen = stolenSoFar();
  results.minutes = (Date.now() - startedAt.getTime()) / 60_000;
  return results;
}
