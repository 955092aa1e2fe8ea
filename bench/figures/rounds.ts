import { leastDisturbed } from '../machine/stolen';
import type { Exactness } from './exactness';
import { median, type Spread, spreadOf } from './statistics';

/** Processor time per answered call, in µs: of what is called (pgbench: of what calls) and of PostgreSQL. */
export type Cpu = { program: number; database: number };

/** What one round of one subject gave. */
export type Sample = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** Calls that were answered, but not with success. */
  refused: number;
  /** Connections that broke. */
  broken: number;
  cpu?: Cpu;
  /** Only of subjects that store calls. */
  exactness?: Exactness;
};

/** One thing to measure. */
export type Subject = {
  /** `<scenario>-…`; the key of its figures in the results. */
  id: string;
  /** For the report. */
  label: string;
  /** The warm-up once, before the first round; default 1. */
  warmUpSeconds?: number;
  /** The unmeasured run before each measurement; default 1. */
  settleSeconds?: number;
  /** Runs before each round, unmeasured. */
  prepare?(): Promise<void>;
  run(seconds: number): Promise<Sample>;
};

/** One subject over all rounds. */
export type Measured = {
  label: string;
  perSecond: Spread;
  p50Ms: Spread;
  p99Ms: Spread;
  refused: number;
  broken: number;
  cpu?: Cpu;
  exactness?: Exactness;
};

type Rounds = {
  rounds: number;
  seconds: number;
  /** Leaves out the warm-up before each measurement. */
  quick: boolean;
  onSample(id: string, round: number, sample: Sample): void;
};

/**
 * Warming up compiles code, prepares statements and fills caches. On tables that were emptied since, PostgreSQL also writes
 * the first pages of each file whole.
 */
const WARM_UP_SECONDS = 1;
/** One caller makes few calls a second, and V8 has to optimise other code than for the crowd before it. */
export const ALONE_SETTLE_SECONDS = 5;

/** Measures in turn, A B C A B C …, so that what the machine does meanwhile falls on all alike. */
export async function measureInTurn(
  subjects: readonly Subject[],
  { rounds, seconds, quick, onSample }: Rounds,
): Promise<Record<string, Measured>> {
  const samples = new Map<string, Sample[]>(subjects.map(({ id }) => [id, []]));
  const compared = new Map<string, Exactness[]>(subjects.map(({ id }) => [id, []]));
  for (const { run, prepare, warmUpSeconds = WARM_UP_SECONDS } of subjects) {
    await prepare?.();
    await run(warmUpSeconds);
  }
  for (let round = 1; round <= rounds; round++) {
    for (const { id, prepare, run, settleSeconds = WARM_UP_SECONDS } of subjects) {
      const sample = await leastDisturbed({ quick }, async () => {
        await prepare?.();
        if (!quick) await run(settleSeconds);
        const measured = await run(seconds);
        // A measurement that is repeated counts here, too: nothing excuses a lost call.
        if (measured.exactness) compared.get(id)?.push(measured.exactness);
        return measured;
      });
      samples.get(id)?.push(sample);
      onSample(id, round, sample);
    }
  }
  return Object.fromEntries(
    subjects.map(({ id, label }) => [id, summary(label, samples.get(id) ?? [], compared.get(id) ?? [])]),
  );
}

function summary(label: string, samples: readonly Sample[], exact: readonly Exactness[]): Measured {
  const sum = (of: (sample: Sample) => number) => samples.reduce((total, one) => total + of(one), 0);
  const cpu = samples.flatMap((one) => one.cpu ?? []);
  return {
    label,
    perSecond: spreadOf(samples.map((one) => one.perSecond)),
    p50Ms: spreadOf(samples.map((one) => one.p50Ms)),
    p99Ms: spreadOf(samples.map((one) => one.p99Ms)),
    refused: sum((one) => one.refused),
    broken: sum((one) => one.broken),
    ...(cpu.length > 0 && {
      cpu: {
        program: median(cpu.map((one) => one.program)),
        database: median(cpu.map((one) => one.database)),
      },
    }),
    ...(exact.length > 0 && {
      exactness: {
        accepted: exact.reduce((total, one) => total + one.accepted, 0),
        lost: exact.reduce((total, one) => total + one.lost, 0),
        surplus: exact.reduce((total, one) => total + one.surplus, 0),
        consistent: exact.every((one) => one.consistent),
      },
    }),
  };
}
