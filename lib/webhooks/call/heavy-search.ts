import 'server-only';
import type { Call } from './call';
import type { Redactor } from './redact';

/** Such a search takes up to a fifth of a millisecond per KiB. */
const LIGHT_BYTES = 32 * 1024;

/** Whether the search for secrets in all that a call says occupies the process for long. Of nearly every call it does not. */
export function isHeavyToSearch({ path, query, headers, body }: Call, redactor: Redactor): boolean {
  const bytes = body ?? new Uint8Array();
  if (path.length + query.length + bytes.length + lengthOf(headers) <= LIGHT_BYTES) return false;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return [path, query, JSON.stringify(headers), text].some((part) => redactor.mayHide(part));
}

function lengthOf(headers: Call['headers']): number {
  let length = 0;
  for (const name in headers) length += headers[name]!.length;
  return length;
}
