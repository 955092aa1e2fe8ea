import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './migrations.mjs';
const { narrowingMigrations } = (await import(script)) as {
  narrowingMigrations(migrations?: Record<string, string>): string[];
};
const problemsOf = (sql: string) => narrowingMigrations({ '1_test': sql });

it.each([
  ['ALTER TABLE "a" DROP COLUMN "b";', 'drops something'],
  ['DROP TABLE "a";', 'drops something'],
  ['ALTER TABLE "a" RENAME COLUMN "b" TO "c";', 'renames something'],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET DATA TYPE TEXT;', 'changes the type of a column'],
  ['ALTER TABLE "a" ALTER COLUMN "b" SET NOT NULL;', 'asks for a value that was optional'],
  ['ALTER TABLE "a" ALTER COLUMN "b" DROP DEFAULT;', 'asks for a value that was optional'],
  [
    'ALTER TABLE "a" ADD COLUMN "b" INTEGER NOT NULL DEFAULT 0, ADD COLUMN "c" TEXT NOT NULL;',
    'adds a column that needs a value',
  ],
])('a migration that would stop processes of the version before is found: %s', (sql, what) => {
  expect(problemsOf(sql)).toEqual([
    `prisma/migrations/1_test ${what}: processes of the version before still serve, so only add`,
  ]);
});

it.each([
  'CREATE TABLE "a" ("b" TEXT NOT NULL);',
  'ALTER TABLE "a" ADD COLUMN "b" TEXT, ADD COLUMN "c" INTEGER NOT NULL DEFAULT 0;',
  'ALTER TABLE "a" ADD CONSTRAINT "b" CHECK ("c" IS NOT NULL);',
  '-- DROP TABLE "a" comes later.\nCREATE TRIGGER "b" AFTER UPDATE OF "c" ON "a" FOR EACH ROW EXECUTE FUNCTION "d"();',
  'CREATE TYPE "a" AS ENUM (\'B\'); ALTER TYPE "a" ADD VALUE \'C\';',
])('a migration that only adds is no problem: %s', (sql) => {
  expect(problemsOf(sql)).toEqual([]);
});

it('the project’s own migrations only add', () => {
  expect(narrowingMigrations()).toEqual([]);
});
