// `npm run migration -- name`: writes what changed in prisma/schema.prisma as a new migration.
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { endOnSignals } from './lib/end-on-signals.mjs';
import { main } from './lib/main.mjs';
import { prepareServer, prepareSources } from './lib/prepare.mjs';
import { finish, step } from './lib/progress.mjs';
import { root } from './lib/root.mjs';

const name = process.argv[2];
if (!name) {
  console.error('Give the migration a name: npm run migration -- add-token-expiry');
  process.exit(1);
}

await main(async () => {
  await prepareSources();
  await prepareServer();
  const { startEmbedded, writeMigration } = await import('../dist/migration.mjs');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-migration-'));
  // Another account runs root's database; kept elsewhere it would stay there.
  chmodSync(dataDir, 0o711);
  const given = process.env.DATABASE_URL;
  const stopping = new AbortController();
  const opening = given
    ? Promise.resolve({ url: given, close: async () => {} })
    : startEmbedded({ dataDir, root, onStep: step, until: stopping.signal });
  const cleanUp = async () => {
    stopping.abort();
    const database = await opening.catch(() => undefined);
    await database?.close();
    rmSync(dataDir, { recursive: true, force: true });
  };
  endOnSignals(cleanUp);
  try {
    const database = await opening;
    const file = await writeMigration(database.url, name, root);
    finish();
    console.log(
      file
        ? `Wrote ${path.relative(root, file)}; read it before committing it.`
        : 'prisma/migrations already leads to prisma/schema.prisma.',
    );
  } finally {
    await cleanUp();
  }
});
