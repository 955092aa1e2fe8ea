import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

/** What Vitest's own configuration includes. */
const UNIT_TEST = /^(?:app|bench|components|lib|prisma|scripts|test)\/.*\.test\.tsx?$/;
/** A text before a function, as the first argument of `it`, `test`, `describe` and what their `each` returns. */
const TITLE = /(['"`])((?:\\.|(?!\1)[^\n])+)\1,\s*(?:\{[^{}]*\},\s*)?(?:async\s*)?(?:\(|\w+\s*=>)/g;

/**
 * Arguments for Vitest that choose by one word: the files with it in their path, else the tests with it in their title.
 * Options, and more than one word, are left as they are.
 * @throws {Error} when nothing is called so.
 */
export function chooseTests(args, files = unitTests(), read = readSource) {
  const [word, ...more] = args;
  if (word === undefined || more.length > 0 || word.startsWith('-')) return args;
  if (files.some((file) => file.includes(word))) return [word];
  const titled = files.filter((file) =>
    [...read(file).matchAll(TITLE)].some(([, , title]) => title.includes(word)),
  );
  if (titled.length > 0) return [...titled, '-t', word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')];
  throw Object.assign(new Error(`No unit test has “${word}” in its path or title; try a part of it.`), {
    output: '',
  });
}

function unitTests() {
  return trackedFiles().filter((file) => UNIT_TEST.test(file));
}

function readSource(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
