import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const TEST = /^(?!bench\/|faults\/).*\.(?:test|spec)\.tsx?$/;
/** A reading of the clock that only measures how long something took, and the difference of two readings in a promise. */
const MEASURED = [/\bperformance\.now\(\)/, /expect\([^)]*Date\.now\(\) - /, /\bhrtime\b/];

/** Tests that measure how long something takes, as sentences: on a busy machine they fail without a fault. */
export function testClocks(
  files = testFiles(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  return files.flatMap((file) =>
    read(file)
      .split('\n')
      .flatMap((line, index) =>
        MEASURED.some((clock) => clock.test(line))
          ? [
              `${file}:${index + 1} measures time: hold it by what happens, by cpuMsOf, or in bench/ or faults/`,
            ]
          : [],
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
