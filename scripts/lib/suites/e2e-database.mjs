import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from '../root.mjs';

/** An embedded database and a data directory that last for one run of the end-to-end tests. */
export async function openTestDatabase() {
  const { startEmbedded } = await import('../../../dist/migration.mjs');
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'postern-e2e-'));
  // When root runs the tests, the database runs as another account and must be able to enter the folder.
  chmodSync(dataDir, 0o711);
  const database = await startEmbedded({ dataDir, root, onStep: () => {} });
  const port = await freePort();
  return {
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: `http://localhost:${port}`,
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
    },
    async close() {
      await database.close();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
