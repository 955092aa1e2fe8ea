import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { checkSecrets } from '@/lib/boot/database/check-secrets';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { provide } from '@/lib/env';
import { onCleanUp } from './clean-up';
import { Database } from './database';
import { measureInTurn, type Sample } from './figures/rounds';
import { isChosen, type Options } from './options';
import { quickSubjects } from './scenarios/all';
import type { Bench } from './scenarios/scenario';
import { startPostern } from './servers/postern';
import { createMix, createWorld } from './world/world';

/** What the script provides, since it runs before anything is bundled. */
export type Surroundings = {
  /** Builds the pages, where they are not built. */
  build(): Promise<void>;
  openDatabase(): Promise<{ env: Record<string, string>; close(): Promise<void> }>;
  step(text: string): void;
  finish(): void;
};

/** A database, people, tokens and channels, and what scenarios share. */
export async function prepare(
  options: Options,
  { openDatabase, step, finish }: Surroundings,
): Promise<Bench & { skipped: string[] }> {
  step('Starting a database');
  const opened = await openDatabase();
  onCleanUp(() => opened.close());
  Object.assign(process.env, opened.env, { LOG_LEVEL: 'silent' });
  // Makes everything that has read the settings read them again.
  provide('DATABASE_URL', opened.env.DATABASE_URL ?? '');
  const database = new Database(opened.env.DATABASE_URL ?? '');
  await migrate(database.url);
  await checkSecrets(database.url);
  step('Making people, tokens and channels');
  const world = await createWorld();
  const full = await database.copy('postern_full');
  for (const one of [database, full]) onCleanUp(() => one.close());
  const say = (text: string) => {
    finish();
    console.log(text);
  };
  const skipped: string[] = [];
  return {
    options,
    database,
    full,
    world,
    mix: once(() => createMix(world)),
    folder: temporaryFolder(),
    wants: (id) =>
      options.quick && options.only.length === 0 ? quickSubjects.has(id) : isChosen(id, options),
    postern: once(() => startPostern(database.url, world.channel.path)),
    inTurn: (subjects) =>
      measureInTurn(subjects, {
        ...options,
        onSample: (id, round, sample) => say(lineOf(id, round, sample)),
      }),
    step,
    say,
    skipped,
    skip(what) {
      skipped.push(what);
      say(what);
    },
  };
}

function lineOf(
  id: string,
  round: number,
  { perSecond, p50Ms, p99Ms, refused, broken, cpu, exactness }: Sample,
): string {
  const rate = `${Math.round(perSecond).toLocaleString('en')}/s`.padStart(10);
  const parts = [
    `${round}  ${id.padEnd(20)} ${rate}`,
    `p50 ${p50Ms.toFixed(2)} ms`,
    `p99 ${p99Ms.toFixed(2)} ms`,
  ];
  if (cpu) parts.push(`${cpu.program.toFixed(0)} + ${cpu.database.toFixed(0)} µs of processor`);
  if (refused > 0) parts.push(`${refused} refused`);
  if (broken > 0) parts.push(`${broken} broken`);
  if (exactness && (exactness.lost > 0 || exactness.surplus > 0 || !exactness.consistent)) {
    parts.push(`NOT EXACT: ${JSON.stringify(exactness)}`);
  }
  return parts.join('  ');
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Other accounts may enter it: when root runs this, the database runs as another account. */
function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'postern-bench-'));
  chmodSync(folder, 0o711);
  onCleanUp(async () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
