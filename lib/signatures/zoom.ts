import 'server-only';
import { createHmac } from 'node:crypto';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { ofVersionTimeBody } from './scheme';

export const zoomSignature = ofVersionTimeBody('x-zm-signature', 'x-zm-request-timestamp');

/**
 * No colon is allowed, so that the answer can never be the signature of a call: those sign `v0:time:body` with the
 * same secret.
 */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{8,100}$/;

/** Zoom's question, asked when a URL is entered and every three days; null for any other call. */
export function zoomQuestion(content: unknown): { plainToken: string } | null {
  const asked = asRecord(content);
  if (asked?.event !== 'endpoint.url_validation') return null;
  const plainToken = asRecord(asked.payload)?.plainToken;
  return typeof plainToken === 'string' && PLAIN_TOKEN.test(plainToken) ? { plainToken } : null;
}

export function zoomAnswer(plainToken: string, secret: string) {
  return { plainToken, encryptedToken: createHmac('sha256', secret).update(plainToken).digest('hex') };
}
