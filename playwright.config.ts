import { defineConfig, devices } from 'playwright/test';

/** Programs are Playwright's own where they are empty (scripts/lib/browser.mjs). */
const { PUBLIC_URL, DATABASE_URL, DATA_DIR, CHROMIUM_SHELL } = process.env;
if (!PUBLIC_URL || !DATABASE_URL || !DATA_DIR) {
  throw new Error('Run the end-to-end tests with `npm run e2e` (or `npm run e2e -- e2e/webhooks`).');
}

export default defineConfig({
  testDir: 'e2e',
  fullyParallel: true,
  // On two cores as well: tests wait for answers more than they compute.
  workers: 3,
  forbidOnly: Boolean(process.env.CI),
  // A test that would pass the second time has a race to be found.
  retries: 0,
  // A busy machine is slow, not wrong.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  outputDir: 'test-results/e2e',
  use: {
    baseURL: PUBLIC_URL,
    // Recording every test costs minutes; here, one runs the one that failed again.
    trace: process.env.CI ? 'off' : 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(CHROMIUM_SHELL ? { executablePath: CHROMIUM_SHELL } : {}),
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
