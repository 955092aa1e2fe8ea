import { existsSync } from 'node:fs';
import process from 'node:process';
import { step } from './progress.mjs';
import { capture, StepFailed } from './run.mjs';

/** Debian's. The shell has no windows to draw, which spares a third of the processor time of the tests. */
const SHELL = '/usr/bin/chromium-headless-shell';
const WHOLE = '/usr/bin/chromium';

/**
 * Makes sure that there is a Chromium: Debian's, Playwright's own, or one installed now. Resolves to the programs as
 * environment variables, empty where Playwright finds its own: `CHROMIUM_SHELL` for all tests but those that need what only
 * `CHROMIUM` has.
 */
export async function ensureBrowser() {
  const { chromium } = await import('playwright');
  const isRoot = process.getuid?.() === 0;
  if (existsSync(SHELL) && existsSync(WHOLE)) return debians();
  if (existsSync(chromium.executablePath())) return PLAYWRIGHTS;
  if (existsSync(WHOLE) && !isRoot) return debians();
  step('Installing Chromium for the end-to-end tests');
  const own = existsSync(WHOLE) ? undefined : await installPlaywrights();
  if (own?.code === 0) return PLAYWRIGHTS;
  if (isRoot) await installDebians();
  if (existsSync(WHOLE)) return debians();
  throw new StepFailed(
    'No Chromium for the end-to-end tests: install Debian’s (apt-get install chromium chromium-headless-shell) or Playwright’s (npx playwright install --with-deps chromium).',
    own?.output,
  );
}

const PLAYWRIGHTS = { CHROMIUM: '', CHROMIUM_SHELL: '' };
const debians = () => ({ CHROMIUM: WHOLE, CHROMIUM_SHELL: existsSync(SHELL) ? SHELL : WHOLE });

const installPlaywrights = () =>
  capture(process.execPath, ['node_modules/playwright/cli.js', 'install', 'chromium']);

async function installDebians() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = (name) =>
    capture('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], { env });
  await capture('apt-get', ['update', '-q'], { env });
  await install('chromium');
  await install('chromium-headless-shell');
}
