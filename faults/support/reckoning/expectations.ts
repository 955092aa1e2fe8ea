import { expect } from 'vitest';
import type { Note, NotingClient } from '../load/noting-client';
import type { Postgres } from '../servers/postgres';
import type { Server } from '../servers/server';
import { until } from '../until';
import { say, sayReckoning, seconds } from './figures';
import { type Reckoning, reckon } from './reckoning';

/** "Within seconds", on a busy machine. */
const RESUMED_TIMEOUT_MS = 15_000;
/** A leak grows with every call. A heap that was used never gets quite as small again, so some growth is allowed. */
const MEMORY_FACTOR = 1.25;
const MEMORY_SLACK_MB = 40;
const MEMORY_TIMEOUT_MS = 30_000;

/** Compares every promise about what is stored with the notes, and prints the figures. */
export async function expectKept(postgres: Postgres, notes: readonly Note[]): Promise<Reckoning> {
  const reckoning = await reckon(postgres, notes);
  sayReckoning(reckoning);
  expect(reckoning.problems).toEqual([]);
  expect(reckoning.accepted).toBeGreaterThan(0);
  return reckoning;
}

/** The server that met the fault goes on itself, and none of its errors went unhandled. */
export function expectUnharmed(server: Server): void {
  expect(server.isRunning, server.output).toBe(true);
  expect(server.output).not.toMatch(/uncaughtException|unhandledRejection/);
}

/** Calls are accepted again, with nobody's help. */
export async function expectResumed(load: NotingClient, timeoutMs = RESUMED_TIMEOUT_MS): Promise<void> {
  say(`accepted again after ${seconds(await load.untilAccepted(100, timeoutMs))}`);
}

/** After a garbage collection the server holds about as much memory as before the fault. */
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
