// `npm run dev`: Postern with pages and routes that reload with their source.
import process from 'node:process';
import { announce } from './lib/announce.mjs';
import { main } from './lib/main.mjs';
import { prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

await main(async () => {
  process.env.NODE_ENV = 'development';
  await prepareSources();
  await prepareServer();
  const { serve } = await import('../dist/server.mjs');
  const serving = await serve({ root, dev: true, onStep: step });
  finish();
  announce(serving);
});
