// `npm run bench`: how fast Postern accepts webhooks on this machine, as ratios to others in the same run.
// `-- --quick` takes less than three minutes, `-- --only channel,floor` one figure, `-- --help` tells the rest.
import process from 'node:process';
import { main } from './lib/main.mjs';
import { preparePages, prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { serverOn } from './lib/suites/server-on.mjs';
import { openDurableDatabase } from './lib/suites/test-database.mjs';

await main(async () => {
  await prepareSources();
  await prepareServer();
  finish();
  const { runBenchmark } = await import('../dist/bench.mjs');
  await runBenchmark(process.argv.slice(2), {
    build: preparePages,
    openDatabase: async () => serverOn(await openDurableDatabase(await import('../dist/migration.mjs'))),
    step,
    finish,
  });
  process.exit(0);
});
