import 'server-only';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { rateProfile } from '@/lib/webhooks/limits/limits';
import { contentOf, type ForeignCall } from './foreign-call';

/** The answer that a service expects before it sends its events: a bare text, members of the JSON, or a header. */
export type Handshake = {
  text?: string;
  json?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
};

/** A longer text is no challenge. */
const MAX_CHALLENGE = 2_000;

/**
 * CloudEvents' senders (Azure Event Grid) ask by OPTIONS, which has no other meaning here, whether they may deliver.
 * The address that they name for a later answer (`WebHook-Request-Callback`) is never called: any caller could make
 * the server fetch anything.
 */
export function permissionFor({
  method,
  headers,
}: Pick<ForeignCall, 'method' | 'headers'>): Handshake | null {
  const origin = method === 'OPTIONS' ? challenge(headers['webhook-request-origin']) : null;
  if (origin === null) return null;
  const rate = `${rateProfile().perMinute}`;
  return { headers: { Allow: 'POST', 'WebHook-Allowed-Origin': origin, 'WebHook-Allowed-Rate': rate } };
}

/**
 * The answer to a service that only asks whether this URL expects it; null for any other call. The answer repeats
 * what the service sent, so it reveals nothing new.
 */
export function handshakeOf(call: ForeignCall): Handshake | null {
  return permissionFor(call) ?? ofHeaders(call) ?? ofQuery(call) ?? ofPayload(call);
}

/**
 * Like `handshakeOf`, for the questions that services ask before there is a secret, or by address alone: nobody signs
 * those.
 */
export function unsignedHandshakeOf(call: Omit<ForeignCall, 'body'>): Handshake | null {
  const empty: ForeignCall = { ...call, body: { value: null, kind: 'none' } };
  return ofHeaders(empty) ?? ofQuery(empty);
}

function ofHeaders({ headers }: ForeignCall): Handshake | null {
  // Asana's.
  const secret = challenge(headers['x-hook-secret']);
  if (secret !== null) return { headers: { 'X-Hook-Secret': secret } };
  // Okta's.
  const verification = challenge(headers['x-okta-verification-challenge']);
  return verification === null ? null : { json: { verification } };
}

function ofQuery({ method, params }: ForeignCall): Handshake | null {
  const given = (name: string) => challenge(params.find(([key]) => key === name)?.[1]);
  // Microsoft Graph's.
  const validation = given('validationToken');
  if (validation !== null) return { text: validation };
  if (method !== 'GET') return null;
  const hub = given('hub.challenge');
  if (hub !== null && given('hub.mode') !== null) {
    // Strava's challenges are hexadecimal digits, and it expects JSON; Meta and WebSub expect the text.
    const isStrava = /^[0-9a-f]{32}$/.test(hub) && given('hub.topic') === null;
    return isStrava ? { json: { 'hub.challenge': hub } } : { text: hub };
  }
  // Dropbox's and Nylas'.
  const alone = given('challenge');
  return alone !== null && params.length === 1 ? { text: alone } : null;
}

/** Members that may accompany a challenge. */
const BESIDE = new Set(['challenge', 'token', 'type', 'api_app_id']);

function ofPayload(call: ForeignCall): Handshake | null {
  const payload = asRecord(contentOf(call).value);
  const asked = challenge(payload?.challenge);
  if (!payload || asked === null) return null;
  // Twitch's.
  if (call.headers['twitch-eventsub-message-type'] === 'webhook_callback_verification')
    return { text: asked };
  // Slack's, Lark's and monday.com's.
  return Object.keys(payload).every((key) => BESIDE.has(key)) ? { json: { challenge: asked } } : null;
}

function challenge(value: unknown): string | null {
  if (typeof value !== 'string' || value.length > MAX_CHALLENGE) return null;
  return /^[\x20-\x7e]+$/.test(value) ? value : null;
}
