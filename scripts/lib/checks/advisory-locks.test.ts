import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './advisory-locks.mjs';
const { strayLocks } = (await import(script)) as {
  strayLocks(files?: string[], read?: (file: string) => string): string[];
};

const word = 'advisory';
const found = (file: string, text: string) => strayLocks([file], () => text);

it('the checkout takes advisory locks in one file only', () => {
  expect(strayLocks()).toEqual([]);
});

it.each([
  ['lib/x/y.ts', `await tx.$queryRaw\`select pg_${word}_xact_lock(7201001)\`;`],
  ['prisma/migrations/20270101000000_x/migration.sql', `SELECT PG_TRY_${word.toUpperCase()}_LOCK(1, 2);`],
  ['scripts/a.mjs', `client.query('select pg_${word}_unlock_all()')`],
  ['bench/b.tsx', `\n\npg_try_${word}_xact_lock_shared($1)`],
])('a lock taken in %s fails the check', (file, text) => {
  expect(found(file, text)).toEqual([expect.stringContaining(`${file}:`)]);
});

it('the file that names the locks, and prose, may say how', () => {
  const text = `pg_${word}_lock(1)`;
  expect([...found('lib/db/advisory-locks.ts', text), ...found('lib/a.ts', 'an advisory lock')]).toEqual([]);
});
