import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Linux counts processor time in hundredths of a second. */
const TICK_US = 10_000;

type Stat = { parent: number; ownUs: number; childrenUs: number };

/** Processor time so far of a process, with its threads and the children that have ended; NaN where the system does not tell. */
export function cpuUsOf(pid: number): number {
  const own = stat(pid);
  return own ? own.ownUs + own.childrenUs : Number.NaN;
}

/** Processor time so far of a process's children, those that run and those that ended. */
export function cpuUsOfChildren(pid: number): number {
  for (;;) {
    const before = stat(pid);
    if (!before) return Number.NaN;
    const running = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .flatMap((name) => stat(Number(name)) ?? [])
      .filter(({ parent }) => parent === pid);
    // A child that ended meanwhile is in neither number.
    if (stat(pid)?.childrenUs !== before.childrenUs) continue;
    return before.childrenUs + running.reduce((total, { ownUs }) => total + ownUs, 0);
  }
}

/** 0 where the system does not tell. */
export function parentOf(pid: number): number {
  return stat(pid)?.parent ?? 0;
}

function stat(pid: number): Stat | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  try {
    // After the program's name, which may hold anything: state, parent, …, times from the 12th on.
    const fields = readFileSync(file, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ')
      .map(Number);
    const [user = 0, system = 0, childUser = 0, childSystem = 0] = fields.slice(11, 15);
    return {
      parent: fields[1] ?? 0,
      ownUs: (user + system) * TICK_US,
      childrenUs: (childUser + childSystem) * TICK_US,
    };
  } catch {
    // It ended meanwhile.
    return null;
  }
}
