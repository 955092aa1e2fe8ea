import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Results } from '../figures/results';
import { figures } from './figures';
import { markdown } from './markdown';

const KEPT = 'docs';
const PASSING = 'test-results';

/** Writes the report and its JSON, and prints the figures. Only a whole run goes into docs/. */
export function writeReport(results: Results, isWhole: boolean): void {
  const folder = isWhole ? KEPT : PASSING;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'benchmarks.json'), `${JSON.stringify(results, rounded, 2)}\n`);
  writeFileSync(path.join(folder, 'benchmarks.md'), markdown(results));
  console.log('');
  for (const { text, atLeast, aim, measured, range, from } of figures(results)) {
    if (measured === 'not measured') continue;
    const details = [range, from].filter(Boolean).join('; ');
    console.log(
      `${measured.padStart(10)}  ${text} (at least ${atLeast}, aim ${aim})${details && `: ${details}`}`,
    );
  }
  console.log(`\n${folder}/benchmarks.md has all of it.`);
}

/** Writes the report once more from its JSON, after its wording has changed. */
export function rewriteReport(): void {
  const results: Results = JSON.parse(readFileSync(path.join(KEPT, 'benchmarks.json'), 'utf8'));
  writeFileSync(path.join(KEPT, 'benchmarks.md'), markdown(results));
}

function rounded(_name: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value;
}
