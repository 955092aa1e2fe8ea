// `npm run admin -- reset-password ada@example.com`: what an operator can do on the machine when nobody can sign in any more.
import process from 'node:process';
import { endOnSignals } from './lib/end-on-signals.mjs';
import { main } from './lib/main.mjs';
import { prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

await main(async () => {
  await prepareSources();
  await prepareServer();
  process.env.NODE_ENV = 'production';
  process.env.WEB_CONCURRENCY = '1';
  endOnSignals();
  const { runAdmin } = await import('../dist/admin.mjs');
  const answer = await runAdmin(process.argv.slice(2), { root, onStep: step });
  finish();
  console.log(answer);
});
