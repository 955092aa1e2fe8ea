import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { rateProfile } from '@/lib/webhooks/limits/limits';
import { contentOf, type ForeignCall } from './foreign-call';

/** What a service wants to be answered before it sends its events: a bare text, members of the JSON, or a header. */
export type Handshake = {
  text?: string;
  json?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
};

/** Longer ones are no challenges. */
const MAX_CHALLENGE = 2_000;

/**
 * CloudEvents' senders (Azure Event Grid) ask with OPTIONS, which says nothing else here, whether they may deliver. The address that
 * they name for a later answer (`WebHook-Request-Callback`) is never called: whoever posts could have the server fetch anything.
 */
export function permissionFor({
  method,
  headers,
}: Pick<ForeignCall, 'method' | 'headers'>): Handshake | null {
  const origin = method === 'OPTIONS' ? challenge(headers['webhook-request-origin']) : null;
  if (origin === null) return null;
  const rate = String(rateProfile().perMinute);
  return { headers: { Allow: 'POST', 'WebHook-Allowed-Origin': origin, 'WebHook-Allowed-Rate': rate } };
}

/**
 * The answer to a service that only asks whether this URL is meant for it; null for a call that says something. What it is
 * sent back is what it sent, so nothing is told that it does not know.
 */
export function handshakeOf(call: ForeignCall): Handshake | null {
  return permissionFor(call) ?? ofHeaders(call) ?? ofQuery(call) ?? ofPayload(call);
}

/** The same for what services ask before there is a secret, or with an address alone: nobody signs that. */
export function unsignedHandshakeOf(call: Omit<ForeignCall, 'body'>): Handshake | null {
  const empty: ForeignCall = { ...call, body: { value: null, kind: 'none' } };
  return ofHeaders(empty) ?? ofQuery(empty);
}

function ofHeaders({ headers }: ForeignCall): Handshake | null {
  // Asana.
  const secret = challenge(headers['x-hook-secret']);
  if (secret !== null) return { headers: { 'X-Hook-Secret': secret } };
  // Okta.
  const verification = challenge(headers['x-okta-verification-challenge']);
  return verification === null ? null : { json: { verification } };
}

function ofQuery({ method, params }: ForeignCall): Handshake | null {
  const given = (name: string) => challenge(params.find(([key]) => key === name)?.[1]);
  // Microsoft Graph.
  const validation = given('validationToken');
  if (validation !== null) return { text: validation };
  if (method !== 'GET') return null;
  const hub = given('hub.challenge');
  if (hub !== null && given('hub.mode') !== null) {
    // Strava's are so many hexadecimal digits, and it wants JSON; Meta and WebSub want the text.
    const isStrava = /^[0-9a-f]{32}$/.test(hub) && given('hub.topic') === null;
    return isStrava ? { json: { 'hub.challenge': hub } } : { text: hub };
  }
  // Dropbox, Nylas.
  const alone = given('challenge');
  return alone !== null && params.length === 1 ? { text: alone } : null;
}

/** Members that stand beside a challenge. */
const BESIDE = new Set(['challenge', 'token', 'type', 'api_app_id']);

function ofPayload(call: ForeignCall): Handshake | null {
  const payload = asRecord(contentOf(call).value);
  const asked = challenge(payload?.challenge);
  if (!payload || asked === null) return null;
  // Twitch.
  if (call.headers['twitch-eventsub-message-type'] === 'webhook_callback_verification')
    return { text: asked };
  // Slack, Lark, monday.com.
  return Object.keys(payload).every((key) => BESIDE.has(key)) ? { json: { challenge: asked } } : null;
}

function challenge(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_CHALLENGE) return null;
  return /^[\x20-\x7e]+$/.test(value) ? value : null;
}
