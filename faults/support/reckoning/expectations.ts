import { expect } from 'vitest';
import type { Note, NotingClient } from '../load/noting-client';
import type { Postgres } from '../servers/postgres';
import type { Server } from '../servers/server';
import { until } from '../until';
import { say, sayReckoning, seconds } from './figures';
import { type Reckoning, reckon } from './reckoning';

/** "Within seconds", on a busy machine. */
const RESUMED_TIMEOUT_MS = 15_000;
/** What is held for good grows with every call; a heap that was used is never quite as small again. */
const MEMORY_FACTOR = 1.25;
const MEMORY_SLACK_MB = 40;
const MEMORY_TIMEOUT_MS = 30_000;

/** Every promise about what is stored, against what was noted; says the figures. */
export async function expectKept(postgres: Postgres, notes: readonly Note[]): Promise<Reckoning> {
  const reckoning = await reckon(postgres, notes);
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

/** Asked to collect its garbage, the server holds about as much memory as before, whatever was done to it. */
export async function expectMemoryBack(server: Server, beforeMb: number): Promise<void> {
  const mostMb = beforeMb * MEMORY_FACTOR + MEMORY_SLACK_MB;
  const usedMb = server.residentMb;
  const isBack = () => {
    server.collectGarbage();
    return server.residentMb < mostMb && server.residentMb;
  };
  const what = `the server's memory is below ${Math.round(mostMb)} MB again, ${beforeMb} MB before`;
  const afterMb = await until(what, isBack, { timeoutMs: MEMORY_TIMEOUT_MS, everyMs: 500 });
  say(`memory: ${beforeMb} MB before, ${usedMb} MB after, ${afterMb} MB once collected`);
}
