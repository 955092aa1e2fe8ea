import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

const CODE = /`([^`\n]+)`/g;
/** Words with a hump or an underscore, also as `name()` and `thing.name`; plain words are no names. */
const NAME = /^(?:\w+\.)*(\$?\w*(?:[a-z]\d*[A-Z]|_)\w*)(?:\(\))?$/;
/** A file without its folder. */
const FILE = /^[\w.-]+\.(?:tsx?|mjs|sql)$/;
/** Block comments and ends of lines. What stands in a string counts as a comment only after a blank. */
const COMMENT = /(?<=^|[\s{])\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm;
const PATH_IN_COMMENT =
  /\b(?:app|bench|components|docs|e2e|faults|lib|prisma|scripts|test)\/[\w./[\]-]+\.(?:tsx?|mjs|md|sql|prisma)\b/g;
/** Names of PostgreSQL, CodeMirror and Shopify, and examples. */
const NOT_OURS = new Set(
  `____ invocation_20261123 numeric_value_out_of_range query_canceled cspNonce ExecConstraints ExecutorFinish ExecutorRun ExecutorStart RevalidateCachedQuery enable_hashjoin enable_seqscan
  log_min_duration_statement stringToNode webhookSubscriptionCreate`.split(/\s+/),
);
const SOURCE = /\.(?:tsx?|mjs|cjs|json|sql|prisma|ya?ml|sh|lua|py|java|css)$/;

/**
 * Names in backticks, of documents and comments, that stand nowhere in the code, and paths in comments that lead
 * nowhere, as sentences: what they meant has gone, or is called otherwise.
 */
export function wrongDocNames(files = trackedFiles(), read = readText) {
  const sources = files.filter((file) => SOURCE.test(file));
  const known = new Set(NOT_OURS);
  const comments = new Map();
  for (const file of sources) {
    const text = read(file);
    const code = /\.(?:tsx?|mjs|cjs)$/.test(file) ? text.replace(COMMENT, ' ') : text;
    for (const word of code.match(/[\w$]+/g) ?? []) known.add(word);
    if (code !== text) comments.set(file, (text.match(COMMENT) ?? []).join('\n'));
  }
  const names = new Set(files.map((file) => path.posix.basename(file)));
  const isWrong = (code) =>
    FILE.test(code) ? !names.has(code) : NAME.test(code) && !known.has(NAME.exec(code)[1]);
  const wrongIn = (file, text) =>
    [...text.matchAll(CODE)].filter(([, code]) => isWrong(code)).map(([, code]) => `${file}: ${code}`);
  const documents = files.filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md');
  const paths = new Set(files);
  return [
    ...documents.flatMap((file) => wrongIn(file, read(file).replace(/```[\s\S]*?```/g, ''))),
    ...[...comments].flatMap(([file, text]) => [
      ...wrongIn(file, text),
      ...(text.match(PATH_IN_COMMENT) ?? []).filter((one) => !paths.has(one)).map((one) => `${file}: ${one}`),
    ]),
  ];
}

function readText(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
