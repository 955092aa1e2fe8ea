import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './root.mjs';

/** `server-only` throws outside of React's server bundle; here everything is server. */
const serverOnly = {
  name: 'server-only',
  setup(build) {
    build.onResolve({ filter: /^server-only$/ }, () => ({ path: 'server-only', namespace: 'empty' }));
    build.onLoad({ filter: /.*/, namespace: 'empty' }, () => ({ contents: '' }));
  },
};

/** The programs that run outside of Next, with their source files. */
const entryPoints = {
  server: 'server.ts',
  worker: 'lib/boot/process/workers/worker.ts',
  pages: 'lib/boot/pages/pages.ts',
  demo: 'prisma/demo.ts',
  migration: 'lib/boot/database/migrations/tool.ts',
  admin: 'lib/boot/admin/admin-tool.ts',
  bench: 'bench/bench.ts',
  'bench-next-routes': 'bench/servers/next-routes.ts',
};

/** Bundles our own TypeScript into dist/; packages stay where npm put them. Leaves no process behind. */
export async function bundle(outdir = path.join(root, 'dist')) {
  const { build, stop } = await import('esbuild');
  // This process becomes the server, and the bundler's helper would live as long.
  await write(build, outdir).finally(stop);
}

async function write(build, outdir) {
  await build({
    absWorkingDir: root,
    entryPoints: Object.fromEntries(Object.entries(entryPoints)),
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: `node${JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).engines.node.replace(/[^\d.]/g, '')}`,
    format: 'esm',
    packages: 'external',
    plugins: [serverOnly],
    sourcemap: true,
    logLevel: 'error',
  });
}
