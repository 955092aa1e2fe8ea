import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ensureBrowser } from './browser.mjs';
import { runChecks } from './checks.mjs';
import { preparePages, prepareServer } from './prepare.mjs';
import { finish, step } from './progress.mjs';
import { root } from './root.mjs';
import { runLoud } from './run.mjs';
import { browserFailures, vitestFailures } from './suites/failures.mjs';
import { serverOn } from './suites/server-on.mjs';
import { slowFiles } from './suites/slow-files.mjs';
import { openTestDatabase } from './suites/test-database.mjs';

const results = (name) => path.join(root, 'test-results', `${name}.json`);

/** What has to pass, in this order; each returns how many tests passed and failed, and may tell what was wrong and what is remarkable. */
export const suites = {
  check: runChecks,
  async unit() {
    const told = await runVitest('unit');
    return { ...told, remarks: slowFiles(readResults(results('unit'))) };
  },
  async e2e() {
    const file = freshResults('e2e');
    const code = await runBrowserTests([]);
    const report = readResults(file);
    const { stats, errors } = report ?? {};
    const failed = (stats?.unexpected ?? 0) + (errors?.length ?? 0);
    return { ...verdict(code, stats?.expected, failed), wrong: browserFailures(report) };
  },
  faults: () => runFaults(),
};

/**
 * Breaks servers and databases under load: without arguments what `npm test` has time for, `--full` everything; a file's
 * name runs that one. Returns how many tests passed and failed.
 */
export async function runFaults(args = []) {
  if (process.platform !== 'linux') {
    console.log(
      'Faults are made with what Linux has for it (/proc, signals, tmpfs): nothing was tried here.',
    );
    return { passed: 0, failed: 0 };
  }
  await prepareServer();
  await preparePages();
  finish();
  const files = args.filter((arg) => arg !== '--full');
  const form = args.includes('--full') ? 'full' : 'short';
  return runVitest('faults', ['--config', 'faults/vitest.config.ts', ...files], { FAULTS: form });
}

async function runVitest(name, more = [], env = {}) {
  const file = freshResults(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const args = ['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...more];
  const code = await runLoud(process.execPath, args, { env });
  const report = readResults(file);
  const { numPassedTests: passed, numFailedTests, testResults } = report ?? {};
  // A file that does not even load has no failed test in it.
  const notLoaded = testResults?.filter(
    (one) => one.status === 'failed' && one.assertionResults.length === 0,
  ).length;
  const failed = (numFailedTests ?? 0) + (notLoaded ?? 0);
  return { ...verdict(code, passed, failed), wrong: vitestFailures(report) };
}

/** Runs Vitest with these arguments of its own; resolves to the exit code. */
export function runUnitTests(args) {
  return runLoud(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...args]);
}

/** Runs Playwright against the built server with a database of its own; resolves to the exit code. */
export async function runBrowserTests(args) {
  await prepareServer();
  await preparePages();
  const browser = await ensureBrowser();
  step('Starting the database of the end-to-end tests');
  const database = await serverOn(await openTestDatabase(await import('../../dist/migration.mjs')));
  finish();
  try {
    // The specs import server modules, to make their own people and rows.
    const env = { ...database.env, ...browser, NODE_OPTIONS: '--conditions=react-server' };
    return await runLoud(process.execPath, ['node_modules/playwright/cli.js', 'test', ...args], { env });
  } finally {
    await database.close();
  }
}

function freshResults(name) {
  const file = results(name);
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  return file;
}

function readResults(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** A suite that crashed or ran nothing counts as failed, though none of its tests failed. */
function verdict(code, passed = 0, failed = 0) {
  return { passed, failed: failed === 0 && (code !== 0 || passed === 0) ? 1 : failed };
}
