import 'server-only';
import { createHmac } from 'node:crypto';
import { asRecord } from '@/lib/messages/parts/unchecked';
import { ofVersionTimeBody } from './scheme';

export const zoomSignature = ofVersionTimeBody('x-zm-signature', 'x-zm-request-timestamp');

/** Without a colon, so that no answer is the signature of anything: those are of `v0:time:body`, made with the same secret. */
const PLAIN_TOKEN = /^[A-Za-z0-9_-]{8,100}$/;

/** What Zoom asks when a URL is entered, and every three days; null for a call that says something. */
export function zoomQuestion(content: unknown): { plainToken: string } | null {
  const asked = asRecord(content);
  if (asked?.event !== 'endpoint.url_validation') return null;
  const plainToken = asRecord(asked.payload)?.plainToken;
  return typeof plainToken === 'string' && PLAIN_TOKEN.test(plainToken) ? { plainToken } : null;
}

export function zoomAnswer(plainToken: string, secret: string) {
  return { plainToken, encryptedToken: createHmac('sha256', secret).update(plainToken).digest('hex') };
}
