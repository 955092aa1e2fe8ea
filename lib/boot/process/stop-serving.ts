import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { handlerPool } from '@/lib/handlers/pool/handler-pool';
import { closeAnnouncer } from '@/lib/live/announce';
import { closeNotifications } from '@/lib/live/notifications';
import { acceptsDrained } from '@/lib/webhooks/accept/accept';
import { acceptPool, sidePool } from '@/lib/webhooks/accept/pool';
import type { Requests } from '../http/request-handler';
import type { HttpServer } from '../http/server';
import { waitAtMost } from './wait-at-most';

/** Calls under way get this long to be answered. */
const DRAIN_MS = 8_000;
const CLOSE_MS = 3_000;

export type StopTimes = {
  /** How long new connections are still taken while the health check already refuses. */
  delayMs: number;
  /** How long, after that, an idle connection may bring one more request; as usual when it is left out. */
  idleMs?: number | undefined;
};

/**
 * Stops accepting connections, answers requests that are under way or still come over open connections, ends live
 * streams, then closes the connections to the database. An answered call is committed; an unanswered one is not
 * stored.
 */
export async function stopServing(
  http: HttpServer,
  requests: Requests,
  { delayMs, idleMs }: StopTimes,
): Promise<void> {
  if (delayMs > 0) {
    http.startStopping();
    await sleep(delayMs);
  }
  const ended = http.close(DRAIN_MS, idleMs);
  requests.endStreams();
  await waitAtMost(CLOSE_MS, closeNotifications());
  await ended;
  await waitAtMost(DRAIN_MS, acceptsDrained());
  http.destroyConnections();
  await Promise.all([requests.stop(), closeConnections()]);
}

/** Closes what this thread holds, once pending writes are committed. */
export async function closeConnections(): Promise<void> {
  await waitAtMost(DRAIN_MS, acceptsDrained());
  await waitAtMost(CLOSE_MS, handlerPool().close());
  await waitAtMost(
    CLOSE_MS,
    Promise.all([closeAnnouncer(), closeDatabaseConnections(), acceptPool().end(), sidePool().end()]),
  );
}

/** Closes the connections of everything but the accept path. */
export async function closeDatabaseConnections(): Promise<void> {
  await db().$disconnect();
  await pool().end();
}
