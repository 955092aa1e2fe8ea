// `npm run unit -- rename`: the unit tests of files with this in their path, or else those with it in their title.
// What begins with `-` goes to Vitest as it is; without arguments all tests run.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { finish } from './lib/progress.mjs';
import { chooseTests } from './lib/suites/unit-tests.mjs';
import { runUnitTests } from './lib/suites.mjs';

await main(async () => {
  const chosen = chooseTests(process.argv.slice(2));
  await prepareSources();
  finish();
  process.exit(await runUnitTests(chosen));
});
