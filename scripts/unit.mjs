// `npm run unit -- rename`: runs the unit tests whose file has the word in its path, or else those with it in their title.
// Options go to Vitest unchanged; without arguments all tests run.
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
