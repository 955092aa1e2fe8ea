// `npm run test:faults`: what Postern promises when it, its database, the disk or the network is broken under load.
// `npm run test:faults -- disk-full` runs one file of faults/. The last line is `N passed, N failed`.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { runFaults } from './lib/suites.mjs';

await main(async () => {
  await prepareSources();
  const { passed, failed } = await runFaults(['--full', ...process.argv.slice(2)]);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 ? 1 : 0);
});
