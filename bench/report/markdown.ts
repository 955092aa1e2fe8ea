import type { Results } from '../figures/results';
import type { Stolen } from '../machine/stolen';
import { figures } from './figures';
import { number, table } from './format';
import { otherSections } from './other-sections';
import { exactness, rateTables } from './sections';

/** The load that building and a browser tab leave behind. */
const IDLE_LOAD = 1;

/** The report, from the results alone. */
export function markdown(results: Results): string {
  return `${[opening(results), reached(results), machine(results), ...rateTables(results), ...otherSections(results), exactness(results), skipped(results)].filter(Boolean).join('\n\n')}\n`;
}

function opening({ options }: Results): string {
  const short = options.quick
    ? '\n\nThis was a **quick** run: few rounds, short ones, and fewer stored calls.'
    : '';
  return `# Benchmarks

Written by \`npm run bench\`; do not edit. Ratios of figures from the same run come first, because they mean something on
other machines too. Figures are medians over ${options.rounds} rounds with the lowest and highest in brackets; all of them are measured in
turn, ${options.seconds} s each${options.quick ? '' : ' after at least one that does not count'}, so that whatever else the machine does falls on all alike. A ratio is taken round by round. Servers, database and load share its processors.${short}`;
}

function reached(results: Results): string {
  const rows = figures(results).map(({ text, atLeast, aim, measured, range, from }) => [
    text,
    atLeast,
    aim,
    `**${measured}**${range && `, ${range}`}${from && ` (${from})`}`,
  ]);
  return `## What is to be reached\n\n${table(['figure', 'at least', 'aim', 'measured'], rows)}`;
}

function machine({ machine: on, command, startedAt, minutes, stolen }: Results): string {
  const settings = Object.entries(on.settings).map(([name, value]) => `\`${name}=${value}\``);
  return [
    '## Machine',
    '',
    `* ${on.cpu}, ${on.cores} cores, ${on.memoryGb} GB; ${on.system}`,
    `* Node ${on.node}; PostgreSQL ${on.postgres} on ${on.fileSystem}, ${settings.join(', ')}`,
    `* load by ${on.generator}; Postern at ${on.commit}`,
    `* \`${command}\`, ${startedAt.slice(0, 10)}, ${number(minutes)} minutes`,
    ...(on.loadBefore > IDLE_LOAD
      ? [
          `* **the machine was busy with something else**: load average ${number(on.loadBefore)} before the run`,
        ]
      : []),
    ...(stolen ? [`* ${takenByTheHost(stolen)}`] : []),
  ].join('\n');
}

function takenByTheHost({ repeated, limit, most, median }: Stolen): string {
  const percent = (share: number) => `${number(share * 100)} %`;
  return `taken by the virtual machine’s host while the figures were measured: ${percent(median)} of the processors’ time, at most ${percent(most)} (a measurement that it takes more than ${percent(limit)} from is made again, up to three times, and the least disturbed one counts: ${repeated} were repeated)`;
}

function skipped({ skipped: all }: Results): string {
  return all.length === 0 ? '' : `## Not measured\n\n${all.map((what) => `* ${what}`).join('\n')}`;
}
