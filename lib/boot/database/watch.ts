import 'server-only';
import { pool } from '@/lib/db/pool';
import { singleton } from '@/lib/singleton';
import { acceptPool } from '@/lib/webhooks/accept/pool';

const TIMEOUT_MS = 2_000;
const REMEMBERED_MS = 500;

export type DatabaseWatch = {
  /**
   * Whether the database answers. Asks at most twice a second, and not again while an answer is outstanding; for one that says
   * nothing it is two seconds, for the first who asks, and then no time at all.
   */
  isThere(): Promise<boolean>;
  /** Whether it is known to have been away at some moment since then (by `performance.now()`). */
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
  // An idle connection has ended: what was known a moment ago is not any more.
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

/** The connections that calls are accepted over, or, where these are busy for long, any other. */
async function eitherAnswers(): Promise<boolean> {
  try {
    await Promise.any([acceptPool().query('select 1'), pool().query('select 1')]);
    return true;
  } catch {
    return false;
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
