import 'server-only';
import type pg from 'pg';
import { codeOf } from '../../boot-error';

/** Whether a migration has waited too long for a table that another session holds. */
export function isHeldUp(error: unknown): boolean {
  return codeOf(error) === '55P03';
}

type Holder = { pid: number; user: string; program: string; state: string | null; since: Date | null };

/**
 * Sessions that have held tables of ours for longer than a migration waits. Another role's state and times are hidden.
 * Statements are not read: they may contain secrets.
 */
const HOLDERS = `SELECT pid, usename AS "user", application_name AS program, state, xact_start AS since
  FROM pg_stat_activity a
  WHERE datname = current_database() AND pid <> pg_backend_pid()
    AND coalesce(xact_start <= clock_timestamp() - interval '2 seconds', true)
    AND EXISTS (
      SELECT FROM pg_locks l JOIN pg_class c ON c.oid = l.relation
      WHERE l.pid = a.pid AND l.granted AND c.relnamespace = current_schema()::regnamespace
    )
  ORDER BY xact_start LIMIT 3`;

/** Who a migration waits for, as a sentence for the person at the terminal. */
export async function whoHoldsTables(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<Holder>(HOLDERS);
  const who = rows.map(inWords).join(', ') || 'a session that has ended meanwhile';
  return `A migration needs a table that is in use, and is tried again until it is free. In the way: ${who}`;
}

function inWords({ pid, user, program, state, since }: Holder): string {
  const known = [
    program,
    `user ${user}`,
    state && since && `${state}, its transaction began at ${since.toISOString()}`,
  ];
  return `process ${pid} (${known.filter(Boolean).join(', ')})`;
}
