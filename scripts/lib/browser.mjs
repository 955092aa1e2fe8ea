import { existsSync } from 'node:fs';
import process from 'node:process';
import { step } from './progress.mjs';
import { capture, StepFailed } from './run.mjs';

const CHROMIUM = '/usr/bin/chromium';

/** Makes sure that there is a Chromium: Debian's, Playwright's own, or one installed now. */
export async function ensureBrowser() {
  if (existsSync(CHROMIUM)) return;
  const { chromium } = await import('playwright');
  if (existsSync(chromium.executablePath())) return;
  step('Installing Chromium for the end-to-end tests');
  const own = await capture(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);
  if (own.code === 0 && existsSync(chromium.executablePath())) return;
  if (process.getuid?.() === 0) {
    await capture('apt-get', ['update', '-q']);
    await capture('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium'], {
      env: { DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (existsSync(CHROMIUM)) return;
  }
  throw new StepFailed(
    'No Chromium for the end-to-end tests: install Debian’s (apt-get install chromium) or Playwright’s (npx playwright install --with-deps chromium).',
    own.output,
  );
}
