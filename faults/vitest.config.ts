import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');

/** What `npm test` has time for; `npm run test:faults` runs every file, and these longer. */
const SHORT_FORM = [
  'server-killed',
  'one-of-two-killed',
  'backend-terminated',
  'postgres-restarted',
  'postgres-paused',
  'body-cut',
  'bad-tokens',
  'disable',
];
const isShort = process.env.FAULTS === 'short';

export default defineConfig({
  root,
  resolve: {
    alias: {
      '@': root,
      // The package throws outside of React's server bundle, and these tests run server code.
      'server-only': path.join(root, 'test', 'empty.ts'),
    },
  },
  test: {
    include: isShort ? SHORT_FORM.map((name) => `faults/${name}.test.ts`) : ['faults/*.test.ts'],
    environment: 'node',
    globalSetup: ['faults/support/global-setup.ts'],
    setupFiles: ['faults/support/set-up.ts'],
    // Each test puts servers and a database under full load; two at once would disturb each other.
    fileParallelism: false,
    testTimeout: 180_000,
    hookTimeout: 60_000,
    // The figures of each test belong on the terminal as they are.
    disableConsoleIntercept: true,
    provide: { isShort },
  },
});
