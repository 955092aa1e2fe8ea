import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright';
import { onCleanUp } from './clean-up';
import type { Bench } from './scenarios/scenario';

/** Debian's; elsewhere Playwright's own is used. */
const CHROMIUM = '/usr/bin/chromium';

export const TOKENS_PATH = '/bots-and-tools/webhook-tokens';

/**
 * A browser in which the owner is signed in, past the second factor. Null where no Chromium is installed.
 * @param ownProcessors the browser itself is measured, so it leaves the processors to nobody.
 */
export async function openBrowser(
  { postern, world: { cookie }, database, folder }: Bench,
  { ownProcessors = false } = {},
): Promise<{ page: Page; close(): Promise<void> } | null> {
  const browser = await launch(ownProcessors ? null : folder);
  if (!browser) return null;
  const done = onCleanUp(() => browser.close());
  // The module closes 15 minutes after the last verification.
  await database.query('UPDATE session SET step_up_verified_at = now()');
  const { origin } = await postern();
  const baseURL = origin.replace('127.0.0.1', 'localhost');
  const context = await browser.newContext({ baseURL });
  const [name = '', value = ''] = cookie.split('=');
  await context.addCookies([{ name, value, url: baseURL, httpOnly: true, sameSite: 'Lax' }]);
  return {
    page: await context.newPage(),
    async close() {
      await browser.close();
      done();
    },
  };
}

async function launch(folder: string | null): Promise<Browser | null> {
  const { chromium } = await import('playwright');
  const executablePath = existsSync(CHROMIUM) ? CHROMIUM : chromium.executablePath();
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium
    .launch({ executablePath: folder ? modest(executablePath, folder) : executablePath, args })
    .catch(() => null);
}

/**
 * A person's browser runs on another machine. Here it shares the server's processors, so it gets only the time
 * that nobody else wants.
 */
function modest(program: string, folder: string): string {
  if (process.platform === 'win32' || !existsSync(program)) return program;
  const script = path.join(folder, 'browser.sh');
  const lines = [
    '#!/bin/sh',
    // Linux shares processors among sessions first (autogroup): classes and niceness only count within one.
    '[ -w /proc/self/autogroup ] && echo 19 > /proc/self/autogroup',
    // Chromium sets its own niceness again; the idle class it keeps.
    `command -v chrt >/dev/null && exec chrt --idle 0 '${program}' "$@"`,
    `exec nice -n 19 '${program}' "$@"`,
  ];
  writeFileSync(script, `${lines.join('\n')}\n`, { mode: 0o755 });
  return script;
}

export const NO_BROWSER =
  'There is no Chromium: install Debian’s (apt-get install chromium) or Playwright’s (npx playwright install chromium).';
