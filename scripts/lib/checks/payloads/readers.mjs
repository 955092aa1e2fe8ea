import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../../root.mjs';
import { trackedFiles } from '../../tracked-files.mjs';

/** What reads the payloads of others. */
const READER = /^lib\/(?:providers|understanding)\/(?!.*(?:\.test\.ts$|fixture)).*\.ts$/;
/** The readers themselves, which ask for the type first. */
const HOMES = ['lib/providers/markup/foreign-text.ts', 'lib/providers/markup/payload.ts'];
/** Makes a text or a number of whatever it gets, or throws: an object of JSON may have a member `toString`. */
const MAKES_ANY = /(?<![\w.])(?:String|Number)(?=\(|\)|,)|\$\{(?:payload(?:\.\w+)+|at\([^()]*\))\}/g;

/** Values of payloads that are made texts or numbers past the readers, as sentences. */
export function pastReaders(
  files = trackedFiles(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  return files
    .filter((file) => READER.test(file) && !HOMES.includes(file))
    .flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(MAKES_ANY)].map(
            ([found]) =>
              `${file}:${index + 1} has ${found}, which throws for {"toString":1}: read a payload by lineAt, textAt or numberAt (${HOMES[1]}); a text of digits by Number.parseInt`,
          ),
        ),
    );
}
