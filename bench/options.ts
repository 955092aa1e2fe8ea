import { parseArgs } from 'node:util';

export type Options = {
  quick: boolean;
  /** The scenarios to run, by name; empty: all. */
  only: readonly string[];
  rounds: number;
  /** How long each figure is measured, in each round. */
  seconds: number;
  /** Calls stored before the figures of a full history are taken. */
  storedRows: number;
  help: boolean;
  /** Only write the report again. */
  report: boolean;
};

const FULL = { rounds: 5, seconds: 5, storedRows: 10_000_000 };
const QUICK = { rounds: 2, seconds: 1, storedRows: 200_000 };

export const HELP = `npm run bench -- [options]

  --quick            less than three minutes; fewer rounds, seconds and stored rows
  --only a,b         only these scenarios, or single figures of them such as channel-64:
SCENARIOS
  --rounds n         how often each figure is measured, in turn (${FULL.rounds}, quick ${QUICK.rounds})
  --seconds n        for how long each time (${FULL.seconds}, quick ${QUICK.seconds})
  --report           measure nothing, write docs/benchmarks.md again from docs/benchmarks.json
  --rows n           stored calls for the figures of a full history (${FULL.storedRows}, quick ${QUICK.storedRows})

A whole run writes docs/benchmarks.md and docs/benchmarks.json, every other one test-results/benchmarks.{md,json}.
`;

/** Whether a scenario, or one subject of it, is to be measured: `channel` stands for all of `channel-64` and the like. */
export function isChosen(name: string, { only }: Options): boolean {
  return (
    only.length === 0 ||
    only.some((one) => one === name || name.startsWith(`${one}-`) || one.startsWith(`${name}-`))
  );
}

/** A mistake in the arguments. With `output` the scripts print its message alone. */
class OptionError extends Error {
  readonly output = '';
}

/**
 * @param scenarios their names
 * @throws {OptionError} naming what cannot be read.
 */
export function readOptions(argv: string[], scenarios: readonly string[]): Options {
  const values = parse(argv);
  const only = values.only.split(',').filter(Boolean);
  const unknown = only.find((one) => !scenarios.some((name) => one === name || one.startsWith(`${name}-`)));
  if (unknown) throw new OptionError(`There is no scenario ${unknown}; there are ${scenarios.join(', ')}.`);
  const defaults = values.quick ? QUICK : FULL;
  return {
    quick: values.quick,
    help: values.help,
    report: values.report,
    only,
    rounds: whole('rounds', values.rounds, defaults.rounds),
    seconds: whole('seconds', values.seconds, defaults.seconds),
    storedRows: whole('rows', values.rows, defaults.storedRows),
  };
}

function parse(argv: string[]) {
  try {
    return parseArgs({
      args: argv,
      options: {
        quick: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
        report: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
        rounds: { type: 'string' },
        seconds: { type: 'string' },
        rows: { type: 'string' },
      },
    }).values;
  } catch (error) {
    throw new OptionError(`${error instanceof Error ? error.message : error}. Try --help.`);
  }
}

function whole(name: string, text: string | undefined, otherwise: number): number {
  const value = text === undefined ? otherwise : Number(text);
  if (!Number.isInteger(value) || value < 1) throw new OptionError(`--${name} takes a whole number above 0.`);
  return value;
}
