import path from 'node:path';
import { root } from '../root.mjs';

/** A file beyond this is two files: the last one to end keeps the others' workers waiting. */
const MOST_S = 15;

/** Files that took longer, by Vitest's JSON report, longest first; one line each. On a busy machine it tells nothing. */
export function slowFiles({ testResults = [] } = {}, mostS = MOST_S) {
  return testResults
    .map(({ name, startTime, endTime }) => ({
      file: path.relative(root, name),
      s: (endTime - startTime) / 1000,
    }))
    .filter(({ s }) => s > mostS)
    .sort((a, b) => b.s - a.s)
    .map(({ file, s }) => `${file} took ${s.toFixed(1)} s; a file of tests should end within ${mostS} s`);
}
