import 'server-only';
import type { Server } from 'node:http';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { closeNotifications } from '@/lib/feeds/notifications';
import { handlerPool } from '@/lib/handlers/handler-pool';
import { acceptsDrained } from '@/lib/webhooks/accept';
import { acceptPool } from '@/lib/webhooks/accept-pool';

/** Calls under way get this long to be answered. */
const DRAIN_MS = 8_000;
const CLOSE_MS = 3_000;

/**
 * Stops accepting, answers what was begun, ends live streams, then closes the connections to the database.
 * What was answered is committed; what was not is not stored.
 */
export async function stopServing(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  // A kept-alive connection that answers its last request now is idle a moment later.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  await closeNotifications();
  await within(DRAIN_MS, closed);
  clearInterval(sweep);
  await within(DRAIN_MS, acceptsDrained());
  server.closeAllConnections();
  await within(CLOSE_MS, handlerPool().close());
  await within(
    CLOSE_MS,
    Promise.all([
      db()
        .$disconnect()
        .then(() => pool().end()),
      acceptPool().end(),
    ]),
  );
}

/** Waits for it, but not longer; a failure counts as done. */
async function within(limitMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, limitMs);
  });
  await Promise.race([work.catch(() => {}), limit]);
  clearTimeout(timer);
}
