import { existsSync, readFileSync } from 'node:fs';
import { onCleanUp } from '../clean-up';

/** Resident memory of the server over the run, in MB. */
export type Memory = {
  /** Right after it had started. */
  startMb: number;
  mostMb: number;
  endMb: number;
  /** A value every so many seconds. */
  everyS: number;
  seriesMb: number[];
};

const EVERY_MS = 1_000;
const SERIES_LENGTH = 120;
const KB_PER_MB = 1_024;

/** Watches a process from now on; the function it returns says what was seen. Undefined where /proc is missing. */
export function watchMemory(pid: number): (() => Memory) | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  const read = () => Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(file, 'utf8'))?.[1]) / KB_PER_MB;
  const seen = [read()];
  const timer = setInterval(() => {
    if (existsSync(file)) seen.push(read());
  }, EVERY_MS);
  onCleanUp(async () => clearInterval(timer));
  return () => {
    const step = Math.ceil(seen.length / SERIES_LENGTH);
    const rounded = seen.map(Math.round);
    return {
      startMb: rounded[0] ?? 0,
      mostMb: Math.max(...rounded),
      endMb: rounded.at(-1) ?? 0,
      everyS: (step * EVERY_MS) / 1_000,
      seriesMb: rounded.filter((_, index) => index % step === 0),
    };
  };
}
