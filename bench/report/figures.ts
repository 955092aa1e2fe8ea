import type { Results } from '../figures/results';
import { ratioOf, type Spread, spreadOf } from '../figures/statistics';
import { number } from './format';

/** One of the figures that Postern is built to reach. */
export type Figure = {
  text: string;
  atLeast: string;
  aim: string;
  measured: string;
  /** Lowest and highest over the rounds, and what the figure is made of; empty where there is no such thing. */
  range: string;
  from: string;
};

const NOT_MEASURED = { measured: 'not measured', range: '', from: '' };

type Value = Pick<Figure, 'measured' | 'range' | 'from'>;

/** The figures in their order; what was not measured says so. */
export const figures = (results: Results): Figure[] => [...acceptFigures(results), ...otherFigures(results)];

function acceptFigures(results: Results): Figure[] {
  return [
    {
      text: 'accepted channel messages/s, 64 connections ÷ single-row `INSERT`s/s of `pgbench`, 64 clients, same PostgreSQL',
      atLeast: '0.8',
      aim: '1.0',
      ...rates(results, 'channel-64', 'floor-64'),
    },
    {
      text: 'the same ÷ the same call through a Next route handler with one (lean) transaction per call',
      atLeast: '8',
      aim: '15',
      ...rates(results, 'channel-64', 'next-transaction-64'),
    },
    {
      text: 'the same at 256 connections ÷ `pgbench`, 64 clients',
      atLeast: '1.0',
      aim: '1.2',
      ...rates(results, 'channel-256', 'floor-64'),
    },
    {
      text: 'the accepting statement of a call alone, run by 32 clients of `pgbench` with 32 tokens and channels ÷ single-row `INSERT`s, 64 clients',
      atLeast: '0.5',
      aim: '0.7',
      ...rates(results, 'statement-32', 'floor-64'),
    },
    {
      text: 'processor time per accepted call at 64 connections, Node + PostgreSQL ÷ `pgbench` + PostgreSQL per row',
      atLeast: '≤ 0.7',
      aim: '≤ 0.5',
      ...processor(results, 'channel-64', 'floor-64'),
    },
    ...[4, 2].map((count) => ({
      text: `500 tokens, 64 connections: ${count} processes (\`WEB_CONCURRENCY=${count}\`) ÷ one, on ${results.machine.cores} processors that load and database share`,
      atLeast: 'no worse',
      aim: number(0.8 * Math.min(count, results.machine.cores)),
      ...rates(results, `workers-${count}`, 'mix-64'),
    })),
    {
      text: '99th percentile of other tokens’ calls while one token’s row is held for 2 s',
      atLeast: '≤ 50 ms',
      aim: '≤ 25 ms',
      ...whileHeld(results),
    },
  ];
}

function otherFigures(results: Results): Figure[] {
  const { stored, disable, start, page, browsing, userInterface } = results;
  return [
    {
      text: 'a push from GitHub at the incoming endpoint of a channel ÷ a plain message as large, 64 connections',
      atLeast: '0.8',
      aim: '1.0',
      ...rates(results, 'incoming-64', 'incoming-plain-64'),
    },
    {
      text: 'the same push, 5 kB ÷ a plain message of one line, 64 connections',
      atLeast: '0.5',
      aim: '0.8',
      ...rates(results, 'incoming-64', 'channel-64'),
    },
    {
      text: 'median latency at 1 connection ÷ latency of `pgbench`, 1 client',
      atLeast: '≤ 4',
      aim: '≤ 2',
      ...latencies(results, 'channel-1', 'floor-1'),
    },
    {
      text: `accept rate with ${stored ? stored.rows.toLocaleString('en') : '10 million'} calls stored ÷ with none`,
      atLeast: '0.8',
      aim: '0.95',
      ...(stored ? quotient(stored.rates.full.perSecond, stored.rates.none.perSecond, '/s') : NOT_MEASURED),
    },
    {
      text: `first page of a token’s history with ${stored ? stored.rows.toLocaleString('en') : '10 million'} rows`,
      atLeast: '≤ 50 ms',
      aim: '≤ 10 ms',
      ...single(stored?.pagesMs['first page'], 'ms'),
    },
    {
      text: 'calls of a disabled token accepted after the switch answered',
      atLeast: '0',
      aim: '0',
      ...(disable
        ? { measured: String(disable.acceptedAfter), range: '', from: `${disable.repetitions} switches` }
        : NOT_MEASURED),
    },
    {
      text: 'start to serving (built, database exists; the embedded PostgreSQL starts too)',
      atLeast: '≤ 5 s',
      aim: '≤ 2 s',
      ...single(start && spreadOf(start.embeddedMs.values.map((ms) => ms / 1_000)), 's'),
    },
    {
      text: 'JavaScript of the token page, compressed',
      atLeast: '≤ 200 kB',
      aim: '≤ 130 kB',
      ...single(page && spreadOf([page.compressedKilobytes]), 'kB'),
    },
    {
      text: 'slowest answer to opening a drawer or typing in a search, the browser 4 times slowed down',
      atLeast: '≤ 100 ms',
      aim: '≤ 50 ms',
      ...slowest(userInterface?.answersMs),
    },
    {
      text: 'slowest change of page without pointing at its link first, the browser 4 times slowed down',
      atLeast: '≤ 300 ms',
      aim: '≤ 200 ms',
      ...slowest(userInterface?.pagesMs),
    },
    {
      text: '99th percentile at half of the highest rate, while the token page is used in a browser',
      atLeast: '< 25 ms',
      aim: '< 25 ms',
      ...single(browsing?.used.p99Ms, 'ms'),
    },
    {
      text: 'the same while that browser’s requests are made again without it, as if it ran elsewhere',
      atLeast: '< 25 ms',
      aim: '< 25 ms',
      ...single(browsing?.replayed.p99Ms, 'ms'),
    },
  ];
}

function rates({ rates: of }: Results, ours: string, theirs: string): Value {
  const [our, their] = [of[ours], of[theirs]];
  return our && their ? quotient(our.perSecond, their.perSecond, '/s') : NOT_MEASURED;
}

/** A ratio of medians, since processor time is counted in hundredths of a second and one round is too short for that. */
function processor({ rates: of }: Results, ours: string, theirs: string): Value {
  const [our, their] = [of[ours]?.cpu, of[theirs]?.cpu];
  if (!our || !their) return NOT_MEASURED;
  const [ourUs, theirUs] = [our.program + our.database, their.program + their.database];
  return {
    measured: number(ourUs / theirUs),
    range: '',
    from: `${number(ourUs)} µs ÷ ${number(theirUs)} µs`,
  };
}

function whileHeld({ rates: of }: Results): Value {
  const [held, none] = [of['held-row'], of['held-none']];
  if (!held) return NOT_MEASURED;
  const refused = held.refused + held.broken;
  const otherwise = none ? `${number(none.p99Ms.median)} ms otherwise; ` : '';
  return { ...single(held.p99Ms, 'ms'), from: `${otherwise}${number(refused)} refused` };
}

function latencies({ rates: of }: Results, ours: string, theirs: string): Value {
  const [our, their] = [of[ours], of[theirs]];
  return our && their ? quotient(our.p50Ms, their.p50Ms, ' ms') : NOT_MEASURED;
}

function quotient(ours: Spread, theirs: Spread, unit: string): Value {
  const { median, min, max } = ratioOf(ours, theirs);
  return {
    measured: number(median),
    range: `${number(min)}–${number(max)}`,
    from: `${number(ours.median)}${unit} ÷ ${number(theirs.median)}${unit}`,
  };
}

function slowest(all: Record<string, Spread> | undefined): Value {
  if (!all) return NOT_MEASURED;
  const [first] = Object.entries(all).sort(([, a], [, b]) => b.median - a.median);
  return first ? { ...single(first[1], 'ms'), from: first[0] } : NOT_MEASURED;
}

function single(value: Spread | undefined, unit: string): Value {
  if (!value) return NOT_MEASURED;
  const { median, min, max, values } = value;
  const range = values.length > 1 ? `${number(min)}–${number(max)}` : '';
  return { measured: `${number(median)} ${unit}`, range, from: '' };
}
