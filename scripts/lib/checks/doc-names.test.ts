import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './doc-names.mjs';
const { wrongDocNames } = (await import(script)) as {
  wrongDocNames(files?: string[], read?: (file: string) => string): string[];
};

const check = (doc: string) => {
  const sources: Record<string, string> = {
    'a.md': doc,
    'lib/verbs/rename-token.ts': 'export function renameToken(tokenId: string) {}',
    'prisma/m/migration.sql': 'CREATE TABLE rate_bucket ();',
  };
  return wrongDocNames(Object.keys(sources), (file) => sources[file] ?? '');
};

it('a name that is in the code is right, however it is written', () => {
  expect(
    check('`renameToken`, `renameToken()`, `tokens.renameToken`, `rate_bucket`, `rename-token.ts`'),
  ).toEqual([]);
});

it.each([
  'renameKey',
  'renameKey()',
  'tokens.renameKey',
  'rate_pail',
  'RATE_PAIL',
  'RateBucket',
  'rename-key.ts',
])('a name that has gone is told: %s', (name) => {
  expect(check(`Ask \`${name}\`.`)).toEqual([`a.md: ${name}`]);
});

it('words, paths, values and what stands in blocks of code are no names', () => {
  expect(
    check('`rename`, `lib/gone/keys.ts`, `a=b`, `--some_option x`, `Mon, 1 May`\n```sh\n`oldName`\n```'),
  ).toEqual([]);
});

it('comments are held to the same, and their paths, too', () => {
  const sources: Record<string, string> = {
    'lib/a.ts':
      '/** As `renameToken` and `renameKey` do (lib/a.ts, lib/gone.ts). */\nexport function renameToken() {}',
    'lib/b.ts': "// See `oldName`.\nexport const url = 'https://example.com/lib/c.ts';",
  };
  expect(wrongDocNames(Object.keys(sources), (file) => sources[file] ?? '')).toEqual([
    'lib/a.ts: renameKey',
    'lib/a.ts: lib/gone.ts',
    'lib/b.ts: oldName',
  ]);
});

it('documents and comments name nothing that has gone', () => {
  expect(wrongDocNames()).toEqual([]);
});
