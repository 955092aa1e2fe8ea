import 'server-only';
import { BootError } from '../../boot-error';
import { logFileOf } from './server-log';
import type { Settled } from './settle-cluster';

type Remedy = (where: { cluster: string; log: string }) => string;

/** What PostgreSQL says at last when it cannot listen. */
export const PORT_TAKEN = 'could not create any TCP/IP sockets';

/** PostgreSQL's last line, and the remedy for it. */
const REMEDIES: [RegExp, Remedy][] = [
  [
    /lock file .* (?:already exists|is empty)|pre-existing shared memory block/i,
    () =>
      'another PostgreSQL or what is left of one works there: stop it (or the Postern that it belongs to) first',
  ],
  [
    /could not locate a valid checkpoint|could not open file "pg_|could not access status|invalid (?:primary )?checkpoint|requested timeline|incorrect checksum|control file/i,
    ({ cluster }) => `restore ${cluster} as a whole from one backup`,
  ],
  [/read-only file system/i, ({ cluster }) => `make the file system of ${cluster} writable`],
  [
    /insufficient file descriptors|too many open files/i,
    () => 'allow more open files (ulimit -n 1024 or more)',
  ],
  [/could not fork|resource temporarily unavailable/i, () => 'allow more processes (ulimit -u), or end some'],
  [
    /shared memory|could not resize|cannot allocate memory/i,
    () => 'give the machine or container more (shared) memory, /dev/shm included',
  ],
  [/permission denied/i, ({ cluster }) => `give ${cluster} and all in it to one account`],
  [new RegExp(PORT_TAKEN), () => 'stop what listens on its port, and start again'],
];

/** The error for a server that ended while it was starting. */
export function whyNotStarting(reason: string, { cluster, dataDir }: Settled): BootError {
  const log = logFileOf(dataDir);
  const remedy = REMEDIES.find(([pattern]) => pattern.test(reason))?.[1]({ cluster, log });
  const plain = reason.trim().replace(/\.$/, '');
  return new BootError(
    `The embedded PostgreSQL does not start (${plain || 'without a word'}): ${remedy ?? `${log} says more`}.`,
  );
}
