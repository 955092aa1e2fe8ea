// `npm start`: installs, builds and serves, each only where it is not done yet.
import process from 'node:process';
import { announce } from './lib/announce.mjs';
import { main } from './lib/main.mjs';
import { preparePages, prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

await main(async () => {
  await prepareSources();
  await prepareServer();
  await preparePages();
  process.env.NODE_ENV = 'production';
  const { serve } = await import('../dist/server.mjs');
  const serving = await serve({ root, dev: false, onStep: step });
  finish();
  announce(serving);
});
