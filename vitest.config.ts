import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

export default defineConfig({
  resolve: {
    alias: {
      '@': root,
      // The package throws outside of React's server bundle; tests are all server.
      'server-only': path.join(root, 'test', 'empty.ts'),
    },
  },
  test: {
    include: ['{app,bench,components,lib,prisma,scripts,test}/**/*.test.{ts,tsx}'],
    environment: 'node',
    globalSetup: ['test/global-setup.ts'],
    setupFiles: ['test/set-up.ts'],
    // A busy machine is slow, not wrong.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 30_000 } },
    // A test that passes the second time has a race to be found; the report names it.
    retry: process.env.CI ? 1 : 0,
    // Each file is a process with its own pools; more than this would use up the connections.
    maxWorkers: 3,
    isolate: false,
  },
});
