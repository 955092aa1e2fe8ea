import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './decisions.mjs';
const { wrongDecisions } = (await import(script)) as {
  wrongDecisions(files?: string[], read?: (file: string) => string): string[];
};

const check = (texts: Record<string, string>, index: string[]) =>
  wrongDecisions(Object.keys(texts), (file) =>
    file === 'DECISIONS.md' ? index.join('\n') : (texts[file.replace('docs/decisions/', '')] ?? ''),
  );

it('a decision has a status and a line in the index', () => {
  const texts = {
    '001-one-feed.md': '# 1. One `feed`\n\nStatus: accepted.\n\nBecause.',
    '002-two-lanes.md': '# 2. Two lanes\n\nStatus: superseded by [3](003-halves.md).\n\nBecause.',
    '003-halves.md': '# 3. Halves\n\nStatus: accepted. Supersedes [2](002-two-lanes.md).\n\nBecause.',
  };
  const index = [
    '* [1. One `feed`](docs/decisions/001-one-feed.md)',
    '* [2. Two lanes](docs/decisions/002-two-lanes.md) (superseded by 3)',
    '* [3. Halves](docs/decisions/003-halves.md)',
  ];
  expect(check(texts, index)).toEqual([]);
  expect(check(texts, index.slice(1))).toEqual(['001-one-feed.md has no line in DECISIONS.md']);
});

it('a status that says nothing, another number and a number that is taken are told', () => {
  const texts = {
    '001-a.md': '# 2. A\n\nStatus: outdated.',
    '001-b.md': '# 1. B\n\nStatus: accepted.',
  };
  const index = ['* [2. A](docs/decisions/001-a.md)', '* [1. B](docs/decisions/001-b.md)'];
  expect(check(texts, index)).toEqual([
    '001-a.md does not begin with "# 1. " and its title',
    '001-a.md has no status on its third line',
    '001-a.md has the number of 001-b.md',
  ]);
});

it('a decision that is amended or superseded and the later one name each other', () => {
  const texts = {
    '001-a.md': '# 1. A\n\nStatus: accepted, amended by [2](002-b.md) and [3](003-c.md).',
    '002-b.md': '# 2. B\n\nStatus: accepted. Amends [1](001-a.md).',
    '003-c.md': '# 3. C\n\nStatus: accepted.',
  };
  const index = ['* [1. A](docs/decisions/001-a.md)', '* [2. B](docs/decisions/002-b.md)'];
  expect(check(texts, [...index, '* [3. C](docs/decisions/003-c.md)'])).toEqual([
    '001-a.md names 003-c.md, whose status does not name it',
  ]);
});

it('ours are in order', () => {
  expect(wrongDecisions()).toEqual([]);
});
