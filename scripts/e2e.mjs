// `npm run e2e -- e2e/webhooks`: end-to-end tests against the built server with a database of its own.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { runBrowserTests } from './lib/suites.mjs';

await main(async () => {
  await prepareSources();
  process.exit(await runBrowserTests(process.argv.slice(2)));
});
