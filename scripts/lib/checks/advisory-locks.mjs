import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

/** The one file that names them, with the purpose of each key. */
const HOME = 'lib/db/advisory-locks.ts';
const CODE = /\.(?:[cm]?[jt]sx?|sql)$/;
/** The name is written in two parts, so that this file does not find itself. */
const FUNCTION = new RegExp(`pg_(?:try_)?${'advisory'}_\\w+`, 'gi');

/** Advisory locks that are taken outside of HOME, as sentences. Nobody would notice that such a key has two purposes. */
export function strayLocks(
  files = codeFiles(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  return files
    .filter((file) => file !== HOME)
    .flatMap((file) =>
      read(file)
        .split('\n')
        .flatMap((line, index) =>
          [...line.matchAll(FUNCTION)].map(
            ([name]) => `${file}:${index + 1} calls ${name}: name the lock in ${HOME} and take it from there`,
          ),
        ),
    );
}

function codeFiles() {
  return trackedFiles().filter((file) => CODE.test(file));
}
