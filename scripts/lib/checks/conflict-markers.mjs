import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

/** How a merge begins and ends a conflict. The line between the sides may also be the underline of a heading. */
const MARKER = /^(?:<{7}|>{7}) /;

/** Conflicts of a merge that were left in a text, as sentences. In a comment or a document nothing else would find them. */
export function conflictMarkers(
  files = trackedFiles(),
  read = (file) => readFileSync(path.join(root, file)),
) {
  return files.flatMap((file) => {
    const content = read(file);
    // Of binary files; a text has no NUL.
    if (content.includes(0)) return [];
    return content
      .toString('utf8')
      .split('\n')
      .flatMap((line, index) =>
        MARKER.test(line) ? [`${file}:${index + 1} has a conflict of a merge: choose what stands there`] : [],
      );
  });
}
