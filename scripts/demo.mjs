// `npm run demo`: Postern with a demonstration workspace in a data directory of its own. With `-- --json` stdout
// has one line of JSON, once it serves; everything else goes to stderr.
import path from 'node:path';
import process from 'node:process';
import { announce } from './lib/announce.mjs';
import { main } from './lib/main.mjs';
import { preparePages, prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

const asJson = process.argv.includes('--json');
const print = process.stdout.write.bind(process.stdout);
// Whatever else writes to stdout (Next's notices, say) must not mix with the JSON.
if (asJson) process.stdout.write = process.stderr.write.bind(process.stderr);

await main(async () => {
  // One process is enough for looking around.
  process.env.WEB_CONCURRENCY = '1';
  process.env.DATA_DIR ??= path.join(root, 'data-demo');
  await prepareSources();
  await prepareServer();
  await preparePages();
  process.env.NODE_ENV = 'production';
  const { demoSummary, seedDemo, serve } = await import('../dist/demo.mjs');
  const beforeServing = async () => {
    step('Making the demonstration workspace');
    await seedDemo();
  };
  const serving = await serve({ root, dev: false, onStep: step, beforeServing });
  const summary = await demoSummary();
  finish();
  announce(serving, console.error);
  for (const { email, password, role } of summary.users) {
    console.error(`  Sign in as ${email} (${role}), password ${password}`);
  }
  console.error('');
  if (asJson) print(`${JSON.stringify(summary)}\n`);
});
