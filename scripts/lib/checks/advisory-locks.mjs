import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

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
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--deduplicate'], {
    cwd: root,
    encoding: 'utf8',
  });
  const deleted = execFileSync('git', ['ls-files', '-d'], { cwd: root, encoding: 'utf8' }).split('\n');
  return listed.split('\n').filter((file) => CODE.test(file) && !deleted.includes(file));
}
