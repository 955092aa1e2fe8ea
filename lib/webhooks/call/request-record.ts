import 'server-only';
import { hiddenTokens } from '@/lib/signatures/hidden-token';
import { TEST_HEADER } from '@/lib/trial-calls/proof';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import type { Call } from './call';
import type { Redactor } from './redact';

/** A request as the history keeps it, credentials removed; the body is kept beside it. */
export type RequestRecord = {
  method: string;
  path: string;
  query: string;
  sourceAddress: string;
  headers: Record<string, string>;
  /** What was repaired or left out to accept the call; nearly always nothing. */
  notes?: readonly string[];
};

const SECRET_HEADERS: ReadonlySet<string> = new Set([
  'authorization',
  'proxy-authorization',
  'cookie',
  'x-webhook-token',
  'zapikey',
  'appkey',
  'extension_key',
  TEST_HEADER,
]);

/** The headers that may be shown: those of credentials are left out, and texts that look like secrets are masked. */
export function shownHeaders(headers: Call['headers'], redactor: Redactor): Record<string, string> {
  const shown: Record<string, string> = {};
  for (const name in headers) if (!SECRET_HEADERS.has(name)) shown[name] = headers[name]!;
  if (!redactor.mayHide(JSON.stringify(shown))) return shown;
  return Object.fromEntries(
    Object.entries(shown).map(([name, value]) => [redactor.text(name), redactor.text(value)]),
  );
}

const SHORT = { url: 300, header: 100, headers: 1_000 };

/**
 * The shortened record of a refused call whose `text` is longer than the history keeps; null when it is short enough.
 */
export function shortened(record: RequestRecord, text: string): string | null {
  if (text.length <= REFUSAL_QUOTA.requestCharacters) return null;
  const headers: Record<string, string> = {};
  let left = SHORT.headers;
  for (const [name, value] of Object.entries(record.headers)) {
    const shown = value.slice(0, SHORT.header);
    left -= name.length + shown.length;
    if (left < 0) break;
    headers[name] = shown;
  }
  return JSON.stringify({
    method: record.method,
    path: record.path.slice(0, SHORT.url),
    query: record.query.slice(0, SHORT.url),
    sourceAddress: record.sourceAddress,
    headers,
    notes: ['Of this refused call only the beginning of its URL and headers is kept.'],
  } satisfies RequestRecord);
}

/** A stored record with notes for the token's owner. */
export function withNotes(record: string, notes: readonly string[]): string {
  return notes.length === 0 ? record : JSON.stringify({ ...readRequestRecord(record), notes });
}

/** Reads a stored record; missing parts are empty. */
export function readRequestRecord(text: string): RequestRecord {
  let stored: Partial<RequestRecord> = {};
  try {
    stored = JSON.parse(text);
  } catch {
    // A row that something else wrote; its other columns are still worth showing.
  }
  const record = { method: '', path: '', query: '', sourceAddress: '', headers: {}, ...stored };
  // Older rows still hold such headers.
  return { ...record, headers: hiddenTokens(record.headers) };
}
