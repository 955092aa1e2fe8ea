import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

const FOLDER = 'prisma/migrations';
/** Migrations from before the first version, which had to rewrite tables. */
const EXCEPTIONS = new Set(['20261125134500_storage_and_limits']);

/** What a process of the version before may still read or write, and would miss. */
const TAKEN_AWAY = [
  [/\bDROP\s+(?:TABLE|VIEW|TYPE|SEQUENCE|COLUMN|FUNCTION)\b(?!\s+pg_temp)/i, 'drops something'],
  [/\bRENAME\b/i, 'renames something'],
  [/\bALTER\s+(?:COLUMN\s+)?"?\w+"?\s+(?:SET\s+DATA\s+)?TYPE\b/i, 'changes the type of a column'],
  [/\b(?:SET\s+NOT\s+NULL|DROP\s+DEFAULT)\b/i, 'asks for a value that was optional'],
];
const ADDED_COLUMN = /\bADD\s+(?:COLUMN\s+)(?:IF\s+NOT\s+EXISTS\s+)?("?\w+"?[^,;]*)/gi;

/** Migrations that take something away or ask for something new, as sentences. */
export function narrowingMigrations(migrations = readMigrations()) {
  return Object.entries(migrations)
    .filter(([name]) => !EXCEPTIONS.has(name))
    .flatMap(([name, sql]) => {
      const code = sql.replace(/--.*$/gm, '');
      const wrong = TAKEN_AWAY.filter(([pattern]) => pattern.test(code)).map(([, what]) => what);
      const required = [...code.matchAll(ADDED_COLUMN)].filter(
        ([, column]) => /\bNOT\s+NULL\b/i.test(column) && !/\bDEFAULT\b/i.test(column),
      );
      if (required.length > 0) wrong.push('adds a column that needs a value');
      return wrong.map(
        (what) => `${FOLDER}/${name} ${what}: processes of the version before still serve, so only add`,
      );
    });
}

function readMigrations() {
  const folder = path.join(root, FOLDER);
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return Object.fromEntries(
    names.map(({ name }) => [name, readFileSync(path.join(folder, name, 'migration.sql'), 'utf8')]),
  );
}
