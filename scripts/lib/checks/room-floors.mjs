import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../root.mjs';
import { trackedFiles } from '../tracked-files.mjs';

/**
 * Rooms of a folder from the ground up; '' is the folder itself, './dto' a file of it that has a floor of its own.
 * A room imports from itself and from what is below it.
 */
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
  'lib/messages': ['markup', 'parts', 'slides', '', 'gallery'],
  'lib/webhook-tokens': ['policies', './dto', './schema', 'token', 'calls', ''],
  'lib/accounts': ['./dto', './schema', 'attempts', 'first-account', 'user', 'invitations', ''],
  'lib/second-factors': ['./dto', 'challenges', 'codes', 'passkeys', ''],
  'lib/handlers': [
    './types',
    'engine',
    'pool',
    'store',
    'host',
    'receivers',
    'respond',
    'helpers',
    './dto',
    './schema',
    'failures',
    'recorded',
    '',
    'guide',
  ],
  'lib/channels': ['./dto', './schema', 'access', 'rows', ''],
  'lib/extensions': ['./dto', './schema', 'access', 'app-key', 'rows', ''],
  'lib/auth': ['./principals', 'session', '', 'next-auth'],
  'lib/feeds': ['./dto', 'access', 'rows', ''],
  'lib/streams': ['line', 'feeds', 'unread', ''],
  'lib/openapi': ['texts', 'parts', ''],
  'components/shell': [
    './shell-context',
    './shell-queries',
    './use-ask-again',
    'problems',
    'tools',
    'rail',
    'palette',
    '',
  ],
  'components/feeds': ['message', 'days', './feed-queries', 'stored', 'scroll', ''],
};
const ENDING = /\.tsx?$/;
const FROM = /(?:from|import\()\s*'([^']+)'/g;

/** Imports that go upwards, and files that are in no room, as sentences. */
export function wrongFloors(floors = FLOORS, files = trackedFiles(), read = readSource) {
  return Object.entries(floors).flatMap(([folder, rooms]) => {
    const floorOf = (file) => {
      if (!file.startsWith(`${folder}/`)) return null;
      const [room, inside] = file.slice(folder.length + 1).split('/');
      if (inside !== undefined) return rooms.indexOf(room);
      const own = rooms.indexOf(`./${room.replace(ENDING, '')}`);
      return own === -1 ? rooms.indexOf('') : own;
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

function readSource(file) {
  return readFileSync(path.join(root, file), 'utf8');
}
