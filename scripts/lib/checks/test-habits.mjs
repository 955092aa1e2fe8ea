import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const TEST = /^(?!bench\/|faults\/).*\.(?:test|spec)\.tsx?$/;
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
];

/** Tests that would fail without a fault, or make others fail, as sentences. */
export function testHabits(
  files = testFiles(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        HABITS.filter(({ patterns }) => patterns.some((one) => one.test(line))).map(
          ({ says }) => `${file}:${index + 1} ${says}`,
        ),
      ),
  );
}

function testFiles() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => TEST.test(file) && existsSync(path.join(root, file)));
}
