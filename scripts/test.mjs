// `npm test`: everything, browser included. `npm test -- unit` runs one suite of check, unit, e2e and faults. The last
// line is `N passed, N failed`.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { finish } from './lib/progress.mjs';
import { suites } from './lib/suites.mjs';

await main(async () => {
  const names = process.argv.slice(2);
  const unknown = names.find((name) => !(name in suites));
  if (unknown)
    throw Object.assign(
      new Error(`There is no suite ${unknown}; there are ${Object.keys(suites).join(', ')}.`),
      { output: '' },
    );
  await prepareSources();
  finish();
  const total = { passed: 0, failed: 0 };
  const wrong = [];
  for (const [name, run] of Object.entries(suites)) {
    if (names.length > 0 && !names.includes(name)) continue;
    console.log(`\n=== ${name}`);
    const told = await run().catch((error) => {
      finish();
      console.log(`${error.output ?? ''}\n${'output' in error ? error.message : error.stack}`);
      return { passed: 0, failed: 1 };
    });
    total.passed += told.passed;
    total.failed += told.failed;
    wrong.push(...(told.wrong ?? []));
  }
  // Once more at the end, where it is found among thousands of lines.
  for (const text of wrong) console.log(`\n${text}`);
  console.log(`\n${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
});
