import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const FOLDER = 'docs/decisions';
const INDEX = 'DECISIONS.md';
const LINKS = String.raw`\[\d+\]\(\d{3}-[\w-]+\.md\)(?:(?:, | and )\[\d+\]\(\d{3}-[\w-]+\.md\))*`;
const STATUS = new RegExp(
  `^Status: (?:accepted|superseded by (?<superseded>${LINKS}))(?:, amended by (?<amended>${LINKS}))?\\.` +
    `(?: Supersedes (?<supersedes>${LINKS})\\.)?(?: Amends (?<amends>${LINKS})\\.)?$`,
);
const OPPOSITE = { superseded: 'supersedes', amended: 'amends', supersedes: 'superseded', amends: 'amended' };

/** Decisions without a status or a line of the index, numbers that two have, and links that the other end lacks, as sentences. */
export function wrongDecisions(
  files = readdirSync(path.join(root, FOLDER)).sort(),
  read = (file) => readFileSync(path.join(root, file), 'utf8'),
) {
  const index = read(INDEX);
  const linesOf = (file) => read(`${FOLDER}/${file}`).split('\n');
  const linksOf = (file, kind) =>
    [...(STATUS.exec(linesOf(file)[2] ?? '')?.groups?.[kind] ?? '').matchAll(/\((.*?)\)/g)].map(
      ([, to]) => to,
    );
  return files.flatMap((file, at) => {
    const [title = '', , status = ''] = linesOf(file);
    const number = Number(file.slice(0, 3));
    const oneWay = Object.entries(OPPOSITE).flatMap(([kind, opposite]) =>
      linksOf(file, kind).filter((to) => !files.includes(to) || !linksOf(to, opposite).includes(file)),
    );
    return [
      ...(/^\d{3}-[a-z0-9-]+\.md$/.test(file) ? [] : [`${file} is not named like 001-what-was-decided.md`]),
      ...(title.startsWith(`# ${number}. `)
        ? []
        : [`${file} does not begin with "# ${number}. " and its title`]),
      ...(STATUS.test(status) ? [] : [`${file} has no status on its third line`]),
      ...(index.includes(`* [${title.slice(2)}](${FOLDER}/${file})`)
        ? []
        : [`${file} has no line in ${INDEX}`]),
      ...oneWay.map((to) => `${file} names ${to}, whose status does not name it`),
      ...(files[at + 1]?.startsWith(file.slice(0, 3)) ? [`${file} has the number of ${files[at + 1]}`] : []),
    ];
  });
}
