import { createServer } from 'node:net';

/** The settings of a server that uses this database, at a free port. */
export async function serverOn({ url, dataDir, close }) {
  const port = await freePort();
  const env = {
    PORT: String(port),
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://localhost:${port}`,
    DATABASE_URL: url,
    DATA_DIR: dataDir,
  };
  return { env, close };
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
