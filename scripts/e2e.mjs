// `npm run e2e -- e2e/webhooks`: end-to-end tests against the built server with a database of its own.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { ensureBrowser } from './lib/browser.mjs';
import { main } from './lib/main.mjs';
import { preparePages, prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish } from './lib/progress.mjs';
import { openTestDatabase } from './lib/test-database.mjs';

await main(async () => {
  await prepareSources();
  await prepareServer();
  await preparePages();
  await ensureBrowser();
  const database = await openTestDatabase();
  finish();
  const env = { ...process.env, ...database.env, NODE_OPTIONS: '--conditions=react-server' };
  const args = ['node_modules/playwright/cli.js', 'test', ...process.argv.slice(2)];
  const child = spawn(process.execPath, args, { env, stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  const code = await new Promise((resolve) => child.on('close', resolve));
  await database.close();
  process.exit(code ?? 1);
});
