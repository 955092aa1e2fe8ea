// `npm test`: everything, browser included. `npm test -- unit` runs one suite of check, unit, e2e and faults;
// `npm test -- --times 10` runs all of them ten times and ends with what failed in some runs and not in others. The last
// line is `N passed, N failed`.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { finish } from './lib/progress.mjs';
import { readArguments } from './lib/suites/arguments.mjs';
import { unsteady } from './lib/suites/unsteady.mjs';
import { suites } from './lib/suites.mjs';

await main(async () => {
  const { names, times } = readArguments(process.argv.slice(2), Object.keys(suites));
  await prepareSources();
  finish();
  const runs = [];
  for (let n = 1; n <= times; n++) {
    if (times > 1) console.log(`\n##### Run ${n} of ${times}`);
    runs.push(await runAll(names));
  }
  if (times > 1) for (const line of unsteady(runs)) console.log(line);
  const sum = (what) => runs.reduce((all, run) => all + run[what], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  process.exit(sum('failed') > 0 ? 1 : 0);
});

async function runAll(names) {
  const total = { passed: 0, failed: 0, wrong: [] };
  const remarks = [];
  for (const name of names) {
    console.log(`\n=== ${name}`);
    const told = await suites[name]().catch((error) => {
      finish();
      console.log(`${error.output ?? ''}\n${'output' in error ? error.message : error.stack}`);
      return { passed: 0, failed: 1, wrong: [`${name} did not run: ${error.message}`] };
    });
    total.passed += told.passed;
    total.failed += told.failed;
    total.wrong.push(...(told.wrong ?? []));
    remarks.push(...(told.remarks ?? []));
  }
  // Failures are printed once more at the end, below thousands of lines.
  if (remarks.length > 0) console.log(`\n${remarks.join('\n')}`);
  for (const text of total.wrong) console.log(`\n${text}`);
  return total;
}
