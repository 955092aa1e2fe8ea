import process from 'node:process';
import { strayLocks } from './checks/advisory-locks.mjs';
import { conflictMarkers } from './checks/conflict-markers.mjs';
import { wrongDecisions } from './checks/decisions.mjs';
import { wrongDocNames } from './checks/doc-names.mjs';
import { wrongDocPaths } from './checks/doc-paths.mjs';
import { fileSizes } from './checks/file-sizes.mjs';
import { halls } from './checks/halls.mjs';
import { narrowingMigrations } from './checks/migrations.mjs';
import { pastReaders } from './checks/payloads/readers.mjs';
import { wrongFloors } from './checks/room-floors.mjs';
import { testHabits } from './checks/test-habits.mjs';
import { wireContract } from './checks/wire-contract.mjs';
import { capture } from './run.mjs';

/** A program of node_modules whose exit code is the verdict. */
const tool =
  (file, ...args) =>
  async () => {
    const { code, output } = await capture(process.execPath, [`node_modules/${file}`, ...args], {
      env: { NO_COLOR: '1', FORCE_COLOR: '0' },
    });
    return { ok: code === 0, output };
  };

/** A check of ours that finds sentences; none is right. */
const list = (find) => listWithSummary(() => ({ problems: find() }));

const listWithSummary = (find) => async () => {
  const { problems, summary } = find();
  return { ok: problems.length === 0, output: problems.join('\n'), note: summary };
};

const checks = [
  [
    'format, lint and import boundaries (biome)',
    tool('@biomejs/biome/bin/biome', 'ci', '--colors=off', '--error-on-warnings', '.'),
  ],
  ['types (tsc)', tool('typescript/bin/tsc', '--noEmit', '--incremental', 'false')],
  [
    'unused files, exports and dependencies (knip)',
    tool('knip/bin/knip.js', '--no-progress', '--no-config-hints'),
  ],
  ['paths named in the documents', list(() => wrongDocPaths().map((one) => `${one} leads nowhere`))],
  ['decisions and their index', list(wrongDecisions)],
  [
    'names in the documents and comments',
    list(() => wrongDocNames().map((one) => `${one} is not in the code`)),
  ],
  ['the wire contract and its tests', listWithSummary(wireContract)],
  ['rooms import only from below', list(wrongFloors)],
  ['no folder is a hall', list(halls)],
  ['advisory locks are named in one file', list(strayLocks)],
  ['payloads are read by their readers', list(pastReaders)],
  ['migrations only add', list(narrowingMigrations)],
  [
    'tests measure no time, wait for none, pass at the first try and leave the modules of others alone',
    list(testHabits),
  ],
  ['no conflicts of merges are left', list(conflictMarkers)],
  ['file sizes', listWithSummary(fileSizes)],
];

/** Runs all checks and prints a line for each, with its output when it fails. */
export async function runChecks() {
  const results = await Promise.all(checks.map(([, run]) => run()));
  let failed = 0;
  for (const [index, { ok, output, note }] of results.entries()) {
    console.log(`${ok ? '✓' : '✗'} ${checks[index][0]}${note ? `: ${note}` : ''}`);
    if (ok) continue;
    failed += 1;
    console.log(`${output.trim()}\n`);
  }
  return { passed: checks.length - failed, failed };
}
