import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';

/** Rooms of a folder from the ground up; '' is the folder itself. A room imports from itself and from what is below it. */
const FLOORS = {
  'lib/webhooks': [
    'endpoints',
    'call',
    'limits',
    'accept',
    'answers',
    'message',
    'body',
    'uploads',
    'address',
    '',
    'adapters',
    // Tests of all of it.
    'contract',
    'conformance',
  ],
};
const FROM = /(?:from|import\()\s*'([^']+)'/g;

/** Imports that go up the stairs, and files that stand in no room, as sentences. */
export function wrongFloors(floors = FLOORS, files = trackedFiles(), read = readSource) {
  return Object.entries(floors).flatMap(([folder, rooms]) => {
    const floorOf = (file) => {
      if (!file.startsWith(`${folder}/`)) return null;
      const [room] = file.slice(folder.length + 1).split('/');
      return rooms.indexOf(file.slice(folder.length + 1).includes('/') ? room : '');
    };
    return files
      .filter((file) => file.startsWith(`${folder}/`) && /(?<!\.test)\.tsx?$/.test(file))
      .flatMap((file) => {
        const floor = floorOf(file);
        if (floor === -1) return [`${file} stands in no room of scripts/lib/checks/room-floors.mjs`];
        return [...read(file).matchAll(FROM)]
          .map(([, name]) => resolved(file, name))
          .filter((target) => target !== null && (floorOf(`${target}.ts`) ?? 0) > floor)
          .map((target) => `${file} imports ${target}, which is above it`);
      });
  });
}

/** The file that a relative or `@/` import names, without its ending; null for packages. */
function resolved(file, name) {
  if (name.startsWith('@/')) return name.slice(2);
  return name.startsWith('.') ? path.posix.join(path.posix.dirname(file), name) : null;
}

function trackedFiles() {
  const tracked = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return tracked.split('\n').filter((file) => file && existsSync(path.join(root, file)));
}

function readSource(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
