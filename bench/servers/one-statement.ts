import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { SESSION_PARAMETERS } from '@/lib/webhooks/accept/pool';
import type { Verdict } from '@/lib/webhooks/accept/verdict';

/** Prisma's pool has as many; these have the settings of the accept path. */
const CONNECTIONS = 20;

function connections(): pg.Pool {
  return singleton('bench-one-statement', () => {
    const { DATABASE_URL: connectionString } = env();
    return new pg.Pool({ connectionString, max: CONNECTIONS, ...SESSION_PARAMETERS });
  });
}

/** The accepting statement for this call alone: a writer of its own has nothing else to gather. */
export function oneStatement(call: Acceptance): Promise<Verdict> {
  return acceptWriter(connections()).add(call, call.bodySize);
}
