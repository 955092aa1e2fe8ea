import { expect, it } from 'vitest';

// Scripts are plain Node without types, so this test imports one at run time.
const script = './room-floors.mjs';
const { wrongFloors } = (await import(script)) as {
  wrongFloors(floors?: Record<string, string[]>, files?: string[], read?: (file: string) => string): string[];
};

const floors = { 'lib/house': ['cellar', '', 'roof'] };
const check = (sources: Record<string, string>) =>
  wrongFloors(floors, Object.keys(sources), (file) => sources[file] ?? '');

it('a room may import from itself, from below and from other folders', () => {
  const sources = {
    'lib/house/cellar/wine.ts': "import { x } from './shelf';\nimport { y } from '@/lib/garden/gate';",
    'lib/house/cellar/shelf.ts': '',
    'lib/house/door.ts': "import { x } from './cellar/wine';",
    'lib/house/roof/tile.ts': "import { x } from '../door';\nimport y from 'pg';",
  };
  expect(check(sources)).toEqual([]);
});

it.each([
  ['a relative path', "import type { Door } from '../door';"],
  ['an absolute one', "import {\n  door,\n} from '@/lib/house/door';"],
  ['import()', "const door = await import('../door');"],
])('what is above is not reached by %s', (_, source) => {
  const sources = { 'lib/house/cellar/wine.ts': source, 'lib/house/door.ts': '' };
  expect(check(sources)).toEqual(['lib/house/cellar/wine.ts imports lib/house/door, which is above it']);
});

it('a file of the folder itself may stand below its rooms', () => {
  const sources = {
    'lib/house/plan.ts': "import { wine } from './cellar/wine';",
    'lib/house/door.ts': '',
    'lib/house/cellar/wine.ts': "import type { Plan } from '../plan';\nimport { door } from '../door';",
  };
  const found = wrongFloors(
    { 'lib/house': ['./plan', 'cellar', ''] },
    Object.keys(sources),
    (file) => sources[file as keyof typeof sources],
  );
  expect(found).toEqual([
    'lib/house/plan.ts imports lib/house/cellar/wine, which is above it',
    'lib/house/cellar/wine.ts imports lib/house/door, which is above it',
  ]);
});

it('a test may look anywhere, a new folder needs a floor', () => {
  const sources = {
    'lib/house/cellar/wine.test.ts': "import { tile } from '../roof/tile';",
    'lib/house/roof/tile.ts': '',
    'lib/house/shed/rake.ts': '',
  };
  expect(check(sources)).toEqual([
    'lib/house/shed/rake.ts stands in no room of scripts/lib/checks/room-floors.mjs',
  ]);
});
