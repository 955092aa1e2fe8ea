import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const CODE = /`([^`\n]+)`/g;
/** `camelCase`, `PascalCase`, `snake_case`, `UPPER_CASE`, also as `name()` and `thing.name`; plain words are no names. */
const NAME = /^(?:\w+\.)*(\$?\w*(?:[a-z]\d*[A-Z]|_)\w*)(?:\(\))?$/;
/** A file without its folder. */
const FILE = /^[\w.-]+\.(?:tsx?|mjs|sql)$/;
/** Of PostgreSQL, CodeMirror and Shopify. */
const NOT_OURS = new Set(
  `cspNonce ExecConstraints ExecutorFinish ExecutorRun ExecutorStart RevalidateCachedQuery enable_hashjoin enable_seqscan
  log_min_duration_statement stringToNode webhookSubscriptionCreate`.split(/\s+/),
);
const SOURCE = /\.(?:tsx?|mjs|cjs|json|sql|prisma|ya?ml|sh|lua|py|java|css)$/;

/** Names in backticks that stand nowhere in the code, as sentences: what they meant has gone, or is called otherwise. */
export function wrongDocNames(files = trackedFiles(), read = readText) {
  const sources = files.filter((file) => SOURCE.test(file));
  const known = new Set([...NOT_OURS, ...sources.flatMap((file) => read(file).match(/[\w$]+/g) ?? [])]);
  const names = new Set(files.map((file) => path.posix.basename(file)));
  const isWrong = (code) =>
    FILE.test(code) ? !names.has(code) : NAME.test(code) && !known.has(NAME.exec(code)[1]);
  return files
    .filter((file) => file.endsWith('.md') && file !== 'CHANGELOG.md')
    .flatMap((file) =>
      [
        ...read(file)
          .replace(/```[\s\S]*?```/g, '')
          .matchAll(CODE),
      ]
        .map(([, code]) => code)
        .filter(isWrong)
        .map((code) => `${file}: ${code}`),
    );
}

function trackedFiles() {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((file) => file && existsSync(path.join(root, file)));
}

function readText(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
