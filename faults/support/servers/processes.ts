import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { until } from '../until';

const LIST = 'processes';

/** Notes a process that was started, so that the run can end it even if its test's worker died. */
export function noteProcess(runFolder: string, pid: number): void {
  appendFileSync(path.join(runFolder, LIST), `${pid} ${startOf(pid)}\n`);
}

/** Ends what was noted and still runs, with its children. */
export function endNotedProcesses(runFolder: string): void {
  const list = path.join(runFolder, LIST);
  if (!existsSync(list)) return;
  for (const line of readFileSync(list, 'utf8').split('\n').filter(Boolean)) {
    const [pid, start] = line.split(' ').map(Number) as [number, number];
    if (startOf(pid) !== start) continue;
    // A stopped process starts no others meanwhile.
    signal(pid, 'SIGSTOP');
    for (const one of [pid, ...descendantsOf(pid)]) signal(one, 'SIGKILL');
  }
}

/** @returns false when there is no such process any more. */
export function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Children, their children and so on. */
export function descendantsOf(pid: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name)) parents.set(Number(name), Number(statOf(Number(name))[1]));
  }
  const found = [pid];
  for (const one of found) {
    for (const [child, parent] of parents) if (parent === one) found.push(child);
  }
  return found.slice(1);
}

/** Resolves when none of them runs any more. */
export async function untilGone(pids: number[], timeoutMs = 20_000): Promise<void> {
  const gone = (pid: number) => ['', 'Z', 'X'].includes(statOf(pid)[0] ?? '');
  await until(`the end of ${pids.join(', ')}`, () => pids.every(gone), { timeoutMs, everyMs: 10 });
}

/** Resident memory of a process, in MB (10⁶ bytes); 0 when it is gone. */
export function residentMb(pid: number): number {
  try {
    const [, kb] = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Math.round((Number(kb ?? 0) * 1024) / 1e6);
  } catch {
    return 0;
  }
}

/** The fields of /proc/<pid>/stat from the state on; empty when there is no such process. */
function statOf(pid: number): string[] {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

/** When it was started, in the kernel's ticks. Together with the pid this identifies one process for good. */
function startOf(pid: number): number {
  return Number(statOf(pid)[19] ?? -1);
}
