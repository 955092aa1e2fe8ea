import type { Results } from '../figures/results';
import type { Measured } from '../figures/rounds';
import { PEERS } from '../scenarios/peers';
import { number, spread, table } from './format';

/** The rates of one scenario; undefined when none was measured. */
type Section = { title: string; intro: string; scenarios: readonly string[] };

const peerNotes = Object.values(PEERS).map(
  ({ label, note, configuration }) => `* ${label} (\`${configuration}\`): ${note}`,
);

const rateSections: readonly Section[] = [
  {
    title: 'Channel messages',
    intro:
      'Full work: token, membership, message, history row, counters, notification; answered after the commit.',
    scenarios: ['channel'],
  },
  {
    title: 'Any service into a channel',
    intro:
      'A payload of 5 kB with a delivery id of its own: recognised, its message made, its whole body kept; answered with who got it.',
    scenarios: ['incoming'],
  },
  {
    title: 'Bots, and many tokens at once',
    intro:
      'The handler runs in its sandbox before the commit. A row that is held is held by somebody else’s transaction, as `psql` would.',
    scenarios: ['bot', 'mix', 'workers', 'held'],
  },
  {
    title: 'The same call through the Next route handler',
    intro:
      'The same route handlers, parsing and checks, without the short way of `server.ts`. *As it is*: batches all the same. *One lean transaction*: a prepared statement written for this one case, which counts, numbers, and inserts the message and its history row. *The accepting statement*: Postern’s own, for each call alone. *One interactive Prisma transaction*: token locked, membership checked, rows inserted, counters updated, as applications are often written; with one token all calls wait for its row.',
    scenarios: ['next'],
  },
  {
    title: 'Floor and ceiling',
    intro:
      '`pgbench` commits one row of about the size of a call’s rows at a time, with a prepared statement. The accepting statement is what Postern sends for a small call alone, recorded from its own code. The bare Node server reads the body and answers 204.',
    scenarios: ['floor', 'statement', 'ceiling'],
  },
  {
    title: 'Other programs',
    intro: [
      'None of them does what Postern does; they show what taking a call costs elsewhere.',
      '',
      ...peerNotes,
    ].join('\n'),
    scenarios: ['peer'],
  },
];

/** The tables of rates and latencies. */
export function rateTables({ rates }: Results): string[] {
  return rateSections.flatMap(({ title, intro, scenarios }) => {
    const chosen = Object.entries(rates).filter(([id]) =>
      scenarios.some((name) => id.startsWith(`${name}-`)),
    );
    return chosen.length === 0
      ? []
      : [`## ${title}\n\n${intro}\n\n${rateTable(chosen.map(([, one]) => one))}`];
  });
}

const RATE_HEAD = [
  '',
  'per second',
  'median, ms',
  '99th percentile, ms',
  'processor per call, program + PostgreSQL',
];

export function rateTable(all: readonly Measured[]): string {
  const rows = all.map(({ label, perSecond, p50Ms, p99Ms, cpu }) => [
    label,
    spread(perSecond),
    spread(p50Ms),
    spread(p99Ms),
    cpu ? `${number(cpu.program)} + ${number(cpu.database)} µs` : '–',
  ]);
  return table(RATE_HEAD, rows);
}

/** What is stored against what was answered, over all rounds. */
export function exactness({ rates, stored }: Results): string {
  const all = [...Object.values(rates), ...(stored ? [stored.rates.none, stored.rates.full] : [])].flatMap(
    (one) => one.exactness ?? [],
  );
  const sum = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0);
  return [
    '## Exactness',
    '',
    'After every round the token’s counter, the rows of its history, the half hours of its chart and the messages are counted and compared with the answers the callers had.',
    '',
    table(
      [
        'accepted',
        'answered with success, not stored',
        'stored twice or unasked',
        'rounds in which counter, history and messages differ',
      ],
      [
        [
          number(sum((one) => one.accepted)),
          number(sum((one) => one.lost)),
          number(sum((one) => one.surplus)),
          all.every((one) => one.consistent) ? 'none' : 'some',
        ],
      ],
    ),
  ].join('\n');
}
