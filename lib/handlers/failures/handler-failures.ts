import 'server-only';
import { pool } from '@/lib/db/pool';
import { announce } from '@/lib/live/announce';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import type { HandlerInput } from '../types';

type NotedFailure = {
  feedId: number;
  environment: HandlerInput['environment'];
  /** The reason as in the caller's usage history, secrets masked. */
  reason: string;
  /** Null for a pressed button. */
  call: { tokenHash: Buffer; invocationId: string } | null;
};

type Sum = NotedFailure & { count: number };

const MAX_REASON_CHARACTERS = 1_200;

const WRITE = `INSERT INTO handler_failure (feed_id, environment, count, since, last_at, reason, token_id, invocation_id)
  SELECT f.id, $2, $3, now(), now(), $4, t.id, $5
  FROM feed f LEFT JOIN webhook_token t ON t.secret_hash = $6 WHERE f.id = $1
  ON CONFLICT (feed_id, environment) DO UPDATE SET count = handler_failure.count + excluded.count,
    last_at = excluded.last_at, reason = excluded.reason, token_id = excluded.token_id, invocation_id = excluded.invocation_id`;

/**
 * Counts failures of handlers for their authors. Nobody waits for it: failures during a write are added up and
 * written with the next, so that a handler that fails a thousand times a second costs one row and few writes.
 */
class HandlerFailures {
  #waiting = new Map<string, Sum>();
  #isWriting = false;

  note(failure: NotedFailure): void {
    const key = `${failure.feedId}/${failure.environment ?? ''}`;
    const { count = 0 } = this.#waiting.get(key) ?? {};
    this.#waiting.set(key, { ...failure, count: count + 1 });
    if (!this.#isWriting) void this.#write();
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.size > 0) {
      const sums = [...this.#waiting.values()];
      this.#waiting.clear();
      for (const sum of sums) await write(sum).catch(report);
    }
    this.#isWriting = false;
  }
}

async function write({ feedId, environment, count, reason, call }: Sum): Promise<void> {
  // Postgres cannot store NUL.
  const text = reason.replaceAll('\0', '').slice(0, MAX_REASON_CHARACTERS);
  const values = [
    feedId,
    environment ?? '',
    count,
    text,
    call?.invocationId ?? null,
    call?.tokenHash ?? null,
  ];
  await pool().query(WRITE, values);
  announce([`handler ${feedId}`]);
}

/** The caller's history has every failure; only the count is too small. */
function report(err: unknown): void {
  log().warn({ err }, 'failures of a handler were not counted');
}

export function handlerFailures(): HandlerFailures {
  return singleton('handler-failures', () => new HandlerFailures());
}
