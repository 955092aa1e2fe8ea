import 'server-only';
import { maskSecrets } from './mask-secrets';

/**
 * Texts that are secret because of their place: keys in a query, credentials in headers, session cookies, links with
 * a code.
 */
const SHAPES = [
  /\b(?:zapikey|appkey|extension_key)["']?\s*[=:]\s*["']?([^\s"'&<>#,;(){}[\]\\]+)/dgi,
  /\b(?:Bearer|Basic|Zoho-oauthtoken)\s+([A-Za-z0-9+/_.=~-]{8,})/dgi,
  /(?<![\w-])(eyJ[\w-]{10,}\.[\w-]*\.[\w-]+(?:\.[\w-]+)*)/dg,
  /\/(?:join|reset|reset-password|invitations)\/([\w-]{20,})/dgi,
];

/** A text for the log, without secrets. */
export function maskLogged(text: string): string {
  return maskSecrets(text, { shapes: SHAPES });
}

/**
 * Masks secrets in everything that this thread writes to standard output and error from now on. Libraries (above all
 * Next) print errors with the URL or header that caused them, past our log.
 */
export function maskOutput(): void {
  for (const stream of [process.stdout, process.stderr]) {
    const write = stream.write.bind(stream) as (chunk: unknown, ...more: unknown[]) => boolean;
    stream.write = (chunk: unknown, ...more: unknown[]) => write(masked(chunk), ...more);
  }
}

function masked(chunk: unknown): unknown {
  if (typeof chunk === 'string') return maskLogged(chunk);
  if (!(chunk instanceof Uint8Array)) return chunk;
  const text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
  return Buffer.from(maskLogged(text), 'latin1');
}
