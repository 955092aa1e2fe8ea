import { existsSync } from 'node:fs';
import { defineConfig, devices } from 'playwright/test';

const { PUBLIC_URL, DATABASE_URL, DATA_DIR } = process.env;
if (!PUBLIC_URL || !DATABASE_URL || !DATA_DIR) {
  throw new Error('Run the end-to-end tests with `npm run e2e` (or `npm run e2e -- e2e/webhooks`).');
}

/** Debian's; elsewhere Playwright's own is used. */
const CHROMIUM = '/usr/bin/chromium';

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // On two cores as well: tests wait for answers more than they compute.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  // A test that passes the second time has a race to be found; the report names it.
  retries: process.env.CI ? 1 : 0,
  // A busy machine is slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    baseURL: PUBLIC_URL,
    // Recording costs processor time; where there is a second try, recording that one is enough.
    trace: process.env.CI ? 'on-first-retry' : 'retain-on-failure',
    launchOptions: {
      ...(existsSync(CHROMIUM) ? { executablePath: CHROMIUM } : {}),
      args: [
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
  webServer: {
    command: 'node scripts/start.mjs',
    url: `${PUBLIC_URL}/sign-in`,
    // The specs' own condition must not reach the server.
    env: { NODE_OPTIONS: '', STYLEGUIDE: 'on' },
    timeout: 180_000,
    stdout: 'pipe',
    stderr: 'pipe',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
