import 'server-only';
import { BareAnswer, JSON_TYPE } from '@/lib/webhooks/answers/envelope';
import { hasNoBody, type Respond } from './read-respond';

/** XML may hold scripts: a browser that is led here shows the answer without any right of this server's pages. */
const HARMLESS = { 'Content-Security-Policy': "default-src 'none'; sandbox" };

/** @param usual the answer when `respond` has no body of its own */
export function answerAsAsked({ status, headers, body }: Respond, usual: unknown): BareAnswer {
  if (hasNoBody(status)) return new BareAnswer(null, headers, status);
  return body === null
    ? new BareAnswer(JSON.stringify(usual), { 'Content-Type': JSON_TYPE, ...headers, ...HARMLESS }, status)
    : new BareAnswer(body, { ...headers, ...HARMLESS }, status);
}

/** What the accepting statement stores for retries, as JSON text; `respond` cannot be one of the further keys. */
export function keptAnswer(extra: Record<string, unknown>, respond: Respond | null): string {
  return JSON.stringify(respond ? { ...extra, respond } : extra);
}

export function readKeptAnswer(text: string): { extra: Record<string, unknown>; respond: Respond | null } {
  const { respond = null, ...extra } = JSON.parse(text);
  return { extra, respond };
}
