import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const CONTRACT = 'docs/wire-contract.md';
const ROW = /^\| (\S+) \| (.+) \| (.+) \|$/;
const TEST = /`([\w./[\]-]+)` "([^"]+)"/g;
/** The last column holds nothing but such tests, with "; " between them. */
const TESTS = /^`[\w./[\]-]+` "[^"]+"(?:; `[\w./[\]-]+` "[^"]+")*$/;

/** What is wrong with the table of the wire contract, as sentences: rows without a test, tests that are gone. */
export function wireContract() {
  const lines = readFileSync(path.join(root, CONTRACT), 'utf8').split('\n');
  const rows = lines.map((line) => ROW.exec(line)).filter((row) => row && !/^(?:id|-+)$/.test(row[1]));
  const problems = rows.flatMap(([, id, , tests], at) => [
    ...orderOf(id, rows[at - 1]?.[1]),
    ...(TESTS.test(tests) ? [] : [`${id}: "${tests}" names no test as \`file\` "title"`]),
    ...[...tests.matchAll(TEST)].flatMap(([, file, title]) => missing(id, file, title)),
  ]);
  // A row in another form would escape the check.
  const written = lines.filter((line) => /^\|\s*W/.test(line)).length;
  if (written !== rows.length || rows.length === 0)
    problems.push(`${CONTRACT}: ${rows.length} of ${written} rows can be read`);
  return { summary: `${rows.length} promises`, problems };
}

/** Ids count up, section by section, so no id occurs twice. */
function orderOf(id, before = 'W0.0') {
  const parts = (text) => /^W(\d+)\.(\d+)$/.exec(text)?.slice(1).map(Number) ?? [0, 0];
  const [section, number] = parts(id);
  const [lastSection, lastNumber] = parts(before);
  const follows =
    (section === lastSection && number === lastNumber + 1) || (section === lastSection + 1 && number === 1);
  return follows ? [] : [`${id} does not follow ${before}`];
}

function missing(id, file, title) {
  const whole = path.join(root, file);
  if (!existsSync(whole)) return [`${id}: there is no ${file}`];
  // A comment is no test, though it may have the same words.
  const code = readFileSync(whole, 'utf8').replace(/(?<=^|\s)\/\/.*$/gm, '');
  return code.includes(title) ? [] : [`${id}: ${file} has no test "${title}"`];
}
