import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const FOLDER = 'docs/decisions';
const INDEX = 'DECISIONS.md';
const STATUS = /^Status: (?:accepted|(?:in part )?superseded by \[\d+\]\(\d{3}-[\w-]+\.md\))\./;

/** Decisions without a status or a line of the index, and numbers that two have, as sentences. */
export function wrongDecisions(
  files = readdirSync(path.join(root, FOLDER)).sort(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  const index = read(INDEX);
  return files.flatMap((file, at) => {
    const [title = '', , status = ''] = read(`${FOLDER}/${file}`).split('\n');
    const number = Number(file.slice(0, 3));
    return [
      ...(/^\d{3}-[a-z0-9-]+\.md$/.test(file) ? [] : [`${file} is not named like 001-what-was-decided.md`]),
      ...(title.startsWith(`# ${number}. `)
        ? []
        : [`${file} does not begin with "# ${number}. " and its title`]),
      ...(STATUS.test(status) ? [] : [`${file} has no status on its third line`]),
      ...(index.includes(`* [${title.slice(2)}](${FOLDER}/${file})`)
        ? []
        : [`${file} has no line in ${INDEX}`]),
      ...(files[at + 1]?.startsWith(file.slice(0, 3)) ? [`${file} has the number of ${files[at + 1]}`] : []),
    ];
  });
}
