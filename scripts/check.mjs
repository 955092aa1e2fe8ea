// `npm run check`: format, lint, types, dead code, names and paths in documents and comments, floors of rooms, sizes.
import process from 'node:process';
import { runChecks } from './lib/checks.mjs';
import { main } from './lib/main.mjs';
import { prepareSources } from './lib/prepare.mjs';
import { finish } from './lib/progress.mjs';

await main(async () => {
  await prepareSources();
  finish();
  const { failed } = await runChecks();
  process.exitCode = failed > 0 ? 1 : 0;
});
