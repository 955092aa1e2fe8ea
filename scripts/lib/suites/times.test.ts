import { expect, test } from 'vitest';

// Plain Node without types, as all scripts: found at run time.
const [one, other] = ['./unsteady.mjs', './arguments.mjs'];
const { unsteady } = (await import(one)) as { unsteady(runs: { wrong: string[] }[]): string[] };
const { readArguments } = (await import(other)) as {
  readArguments(args: string[], known: string[]): { names: string[]; times: number };
};

test('after several runs it is told what failed in some of them, and what in all', () => {
  const runs = [
    { wrong: ['a.spec.ts:3 › races\n  too early', 'b.test.ts › broken\n  1 is not 2'] },
    { wrong: ['b.test.ts › broken\n  1 is not 3'] },
    { wrong: ['b.test.ts › broken\n  1 is not 2', 'b.test.ts › broken\n  and again'] },
  ];
  expect(unsteady(runs)).toEqual([
    '\nWhat failed in 3 runs:',
    '  always: b.test.ts › broken',
    '  1 of 3 runs: a.spec.ts:3 › races',
  ]);
  expect(unsteady([{ wrong: [] }])).toEqual(['\n1 runs, and nothing failed in any of them.']);
});

test('suites and how many times are told in any order; what is neither is refused with what there is', () => {
  const known = ['check', 'unit', 'e2e'];
  expect(readArguments([], known)).toEqual({ names: known, times: 1 });
  expect(readArguments(['e2e', '--times', '10', 'unit'], known)).toEqual({
    names: ['unit', 'e2e'],
    times: 10,
  });
  expect(() => readArguments(['units'], known)).toThrow(
    'There is no suite units; there are check, unit, e2e.',
  );
  for (const args of [['--times'], ['--times', 'unit'], ['--times', '0'], ['--times', '1.5']])
    expect(() => readArguments(args, known)).toThrow('--times needs a number');
});
