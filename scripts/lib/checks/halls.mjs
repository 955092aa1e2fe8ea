import path from 'node:path';
import { trackedFiles } from '../tracked-files.mjs';

const SOURCE = /\.(?:tsx?|mjs)$/;
/** A reader finds a file by its name among so many; a folder with more is split into rooms. */
const MOST_FILES = 20;
/** Folders whose listing is read as a whole, and why. */
const EXCEPTIONS = {
  faults: 'one file for each fault: the listing is the list of what is promised',
};

/** Folders with too many source files, and exceptions that are no longer needed, as sentences. */
export function halls(files = trackedFiles(), exceptions = EXCEPTIONS) {
  const counts = new Map();
  for (const file of files.filter((one) => SOURCE.test(one))) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  const isFull = (folder) => (counts.get(folder) ?? 0) > MOST_FILES;
  return [
    ...[...counts]
      .filter(([folder]) => isFull(folder) && !(folder in exceptions))
      .map(([folder, count]) => `${folder} has ${count} source files; above ${MOST_FILES} it needs rooms`),
    ...Object.keys(exceptions)
      .filter((folder) => !isFull(folder))
      .map((folder) => `${folder} is no exception any more; take it out of scripts/lib/checks/halls.mjs`),
  ];
}
