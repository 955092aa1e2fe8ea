import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { CLOCK_SLACK_MS } from '@/lib/instants';
import { SESSION_DURATION_MS } from './policy';

const LONGEST_S = (SESSION_DURATION_MS + CLOCK_SLACK_MS) / 1000;

/** SQL: whether the session `s` is neither revoked nor expired (lib/instants.ts). */
export const openSession = Prisma.sql`(s.revoked_at is null
  and s.expires_at > now() and s.expires_at <= now() + make_interval(secs => ${LONGEST_S}))`;
