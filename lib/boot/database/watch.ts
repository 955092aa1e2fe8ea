import 'server-only';
import type pg from 'pg';
import { pool } from '@/lib/db/pool';
import { requireWrites } from '@/lib/db/takes-writes';
import { singleton } from '@/lib/singleton';
import { acceptPool } from '@/lib/webhooks/accept/pool';

const TIMEOUT_MS = 2_000;
const REMEMBERED_MS = 500;

export type DatabaseWatch = {
  /**
   * Whether the database answers and takes writes. Asks at most twice a second, and never while an answer is outstanding. A silent
   * database costs its first asker two seconds; later ones get false at once.
   */
  isThere(): Promise<boolean>;
  /** Whether the database is known to have been away at some moment since then (by `performance.now()`). */
  wasAwaySince(ms: number): boolean;
};

/** What this thread knows of its database. */
export function databaseWatch(): DatabaseWatch {
  return singleton('database-watch', makeWatch);
}

function makeWatch(): DatabaseWatch {
  let askedMs = Number.NEGATIVE_INFINITY;
  let awayMs = Number.NEGATIVE_INFINITY;
  let isSilent = false;
  let outstanding: Promise<boolean> | undefined;
  let answer = Promise.resolve(false);
  const noteAway = () => {
    awayMs = performance.now();
  };
  // The end of an idle connection makes the last answer worthless.
  const noteLoss = () => {
    noteAway();
    askedMs = Number.NEGATIVE_INFINITY;
  };
  pool().on('error', noteLoss);
  acceptPool().on('error', noteLoss);

  function isThere(): Promise<boolean> {
    if (outstanding && isSilent) return Promise.resolve(false);
    if (!outstanding && performance.now() - askedMs > REMEMBERED_MS) {
      askedMs = performance.now();
      const asking = eitherAnswers().finally(() => {
        outstanding = undefined;
        isSilent = false;
      });
      outstanding = asking;
      answer = orFalse(asking, TIMEOUT_MS, () => {
        isSilent = true;
      }).then((there) => {
        if (!there) noteAway();
        return there;
      });
    }
    return answer;
  }

  return { isThere, wasAwaySince: (ms) => awayMs >= ms };
}

/** Whether either pool answers: the accept path's connections, or others when those are busy for long. */
async function eitherAnswers(): Promise<boolean> {
  try {
    await Promise.any([ask(acceptPool()), ask(pool())]);
    return true;
  } catch {
    return false;
  }
}

/** A connection that fails is replaced, and the new one looks the server's name up again. */
async function ask(connections: pg.Pool): Promise<void> {
  const client = await connections.connect();
  let isGood = false;
  try {
    await requireWrites(client);
    isGood = true;
  } finally {
    client.release(!isGood);
  }
}

async function orFalse(answer: Promise<boolean>, limitMs: number, onLimit: () => void): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => {
      onLimit();
      resolve(false);
    }, limitMs);
  });
  const first = await Promise.race([answer, limit]);
  clearTimeout(timer);
  return first;
}
