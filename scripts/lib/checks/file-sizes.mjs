import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

const SOURCE =
  /^(?:app|components|lib|prisma|scripts|test|e2e|faults|bench|server\.ts|proxy\.ts).*\.(?:tsx?|mjs)$/;
/** Files aim at 250 lines at most; a file longer than this has to be split. */
const MOST_LINES = 400;
const AIM_LINES = 250;

/** How long the source files are. `problems` names those that are far too long. */
export function fileSizes() {
  const files = trackedFiles()
    .filter((file) => SOURCE.test(file))
    .map((file) => ({ file, lines: readFileSync(path.join(root, file), 'utf8').split('\n').length - 1 }))
    .sort((a, b) => a.lines - b.lines);
  const at = (share) => files[Math.floor((files.length - 1) * share)]?.lines ?? 0;
  const beyond = files.filter(({ lines }) => lines > AIM_LINES).length;
  return {
    summary: `${files.length} files, median ${at(0.5)} lines, 90 % below ${at(0.9)}, longest ${at(1)}, ${beyond} beyond ${AIM_LINES}`,
    problems: files
      .filter(({ lines }) => lines > MOST_LINES)
      .map(({ file, lines }) => `${file} has ${lines} lines; the most is ${MOST_LINES}`),
  };
}
