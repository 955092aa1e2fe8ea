import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

const TEST = /^(?!bench\/|faults\/).*\.(?:test|spec)\.tsx?$/;
/** What tests share. Whether a foreign program is ready can only be asked again and again. */
const HELPER = /^(?:e2e|test)\/(?!support\/programs\/)(?!.*\.(?:test|spec)\.).*\.tsx?$/;
const HABITS = [
  {
    // A reading of the clock that only measures how long something took, and the difference of two readings in a promise.
    patterns: [/\bperformance\.now\(\)/, /expect\([^)]*Date\.now\(\) - /, /\bhrtime\b/],
    says: 'measures time: hold it by what happens, by cpuMsOf, or in bench/ or faults/',
  },
  {
    // Some modules cannot be loaded a second time, and files of tests share a process.
    patterns: [/\bvi\.resetModules\(/],
    says: 'loads all modules anew, for other files, too: load one by freshly (test/support/process)',
  },
  {
    // A limit of a test's or of a socket (`test.setTimeout`) is no pause, and neither is a turn of the event loop.
    patterns: [
      /(?<![\w.])setTimeout\(/,
      /\b(?:globalThis|window)\.setTimeout\(/,
      /(?<!\{ setImmediate(?: as \w+)? \} from )['"](?:node:)?timers\/promises['"]/,
      /\bwaitForTimeout\(/,
      /\bwhile \(.*\bDate\.now\(\)/,
    ],
    ofHelpers: true,
    says: 'waits for time: wait for what it means, or set the clock (vi.useFakeTimers, letTimePass)',
  },
  {
    patterns: [/(?:^|[{,(])\s*retr(?:y|ies):\s*[1-9]/],
    ofHelpers: true,
    says: 'tries again: a test passes at the first try',
  },
];

/** Tests that would fail without a fault, take longer than they need, or make others fail, as sentences. */
export function testHabits(
  files = testFiles(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        HABITS.filter(
          ({ patterns, ofHelpers }) =>
            (ofHelpers || TEST.test(file)) && patterns.some((one) => one.test(line)),
        ).map(({ says }) => `${file}:${index + 1} ${says}`),
      ),
  );
}

function testFiles() {
  return trackedFiles().filter((file) => TEST.test(file) || HELPER.test(file));
}
