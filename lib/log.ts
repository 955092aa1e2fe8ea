import 'server-only';
import pino from 'pino';
import { env } from '@/lib/env';
import { maskLogged } from '@/lib/redaction/mask-output';
import { singleton } from '@/lib/singleton';

/**
 * The process's log. Never hand it a URL with its query, a header object or a request body: they carry keys. Masking
 * is only the last line of defence.
 */
export function log(): pino.Logger {
  return singleton('log', () =>
    pino({ level: env().LOG_LEVEL, base: undefined, hooks: { streamWrite: maskLogged } }),
  );
}
