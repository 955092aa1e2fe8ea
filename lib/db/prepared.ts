import 'server-only';
import type { QueryConfig } from 'pg';
import { env } from '@/lib/env';

/**
 * A query that each connection prepares once under this name. Behind a transaction pooler the next execution may meet
 * another session without that name, so there the query is sent whole every time.
 */
export function prepared(name: string, text: string, values: unknown[]): QueryConfig {
  return env().poolsByTransaction ? { text, values } : { name, text, values };
}
