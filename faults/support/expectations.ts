import { expect } from 'vitest';
import { say, sayReckoning, seconds } from './figures';
import type { Note, NotingClient } from './noting-client';
import type { Postgres } from './postgres';
import { type Reckoning, reckon } from './reckoning';
import type { Server } from './server';
import { until } from './until';

/** "Within seconds", on a busy machine. */
const RESUMED_TIMEOUT_MS = 15_000;
/** A heap that has just been used is not given back at once; what is held for good grows with every call. */
const MEMORY_FACTOR = 1.5;
const MEMORY_SLACK_MB = 60;
const MEMORY_TIMEOUT_MS = 60_000;

/** Every promise about what is stored, against what was noted; says the figures. */
export async function expectKept(
  postgres: Postgres,
  notes: readonly Note[],
  options: Parameters<typeof reckon>[2] = {},
): Promise<Reckoning> {
  const reckoning = await reckon(postgres, notes, options);
  sayReckoning(reckoning);
  expect(reckoning.problems).toEqual([]);
  expect(reckoning.accepted).toBeGreaterThan(0);
  return reckoning;
}

/** The server that met the fault is the one that goes on, and nothing in it went past those who handle failures. */
export function expectUnharmed(server: Server): void {
  expect(server.isRunning, server.output).toBe(true);
  expect(server.output).not.toMatch(/uncaughtException|unhandledRejection/);
}

/** Calls are accepted again, with nobody's help. */
export async function expectResumed(load: NotingClient, timeoutMs = RESUMED_TIMEOUT_MS): Promise<void> {
  say(`accepted again after ${seconds(await load.untilAccepted(100, timeoutMs))}`);
}

/** Under the same load as before, the server holds about as much memory as before. */
export async function expectMemoryBack(server: Server, beforeMb: number): Promise<void> {
  const mostMb = beforeMb * MEMORY_FACTOR + MEMORY_SLACK_MB;
  const afterMb = await until(
    `the server's memory is below ${Math.round(mostMb)} MB again, ${beforeMb} MB before`,
    () => server.residentMb < mostMb && server.residentMb,
    { timeoutMs: MEMORY_TIMEOUT_MS },
  );
  say(`memory: ${beforeMb} MB before, ${afterMb} MB after`);
}
