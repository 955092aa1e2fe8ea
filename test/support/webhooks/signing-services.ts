import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { checkSignature, isBodyChanged } from '@/lib/signatures/check-signature';
import type { SignatureHeaders } from '@/lib/signatures/scheme';
import { schemeOf } from '@/lib/signatures/scheme-of';
import { SCHEMES, type SchemeName } from '@/lib/signatures/schemes';
import { SECRET } from './signed';

export const NOW = 1_700_000_000_000;
export const mac = (
  secret: string | Buffer,
  text: string,
  encoding: 'hex' | 'base64' = 'hex',
  hash = 'sha256',
) => createHmac(hash, secret).update(text).digest(encoding);

const CUSTOM = JSON.stringify({
  header: 'X-Signature',
  prefix: 'sig=',
  hash: 'sha512',
  encoding: 'base64',
  template: 'v2|{timestamp}|{body}|end',
  timestampHeader: 'X-Sent-At',
});

type Signer = (secret: string, body: string, atS: number) => SignatureHeaders;

/** What each service sends, written after its documentation, not after our code. */
export const senders: Record<SchemeName, Signer> = {
  github: (secret, body) => ({ 'x-hub-signature-256': `sha256=${mac(secret, body)}` }),
  gitlab: (secret, body, at) => senders['standard-webhooks'](secret, body, at),
  stripe: (secret, body, at) => ({
    'stripe-signature': `t=${at},v1=${mac(secret, `${at}.${body}`)},v0=00ff`,
  }),
  sentry: (secret, body, at) => ({
    'sentry-hook-signature': mac(secret, body),
    'sentry-hook-timestamp': String(at),
  }),
  jira: (secret, body) => ({ 'x-hub-signature': `sha256=${mac(secret, body)}` }),
  shopify: (secret, body) => ({ 'x-shopify-hmac-sha256': mac(secret, body, 'base64') }),
  slack: (secret, body, at) => ({
    'x-slack-request-timestamp': String(at),
    'x-slack-signature': `v0=${mac(secret, `v0:${at}:${body}`)}`,
  }),
  grafana: (secret, body, at) => ({
    'x-grafana-alerting-timestamp': String(at),
    'x-grafana-alerting-signature': mac(secret, `${at}:${body}`),
  }),
  zoom: (secret, body, at) => ({
    'x-zm-request-timestamp': String(at),
    'x-zm-signature': `v0=${mac(secret, `v0:${at}:${body}`)}`,
  }),
  'standard-webhooks': (secret, body, at) => ({
    'webhook-id': 'msg_1',
    'webhook-timestamp': String(at),
    'webhook-signature': new Webhook(secret).sign('msg_1', new Date(at * 1_000), body),
  }),
  custom: (secret, body, at) => ({
    'x-sent-at': String(at),
    'x-signature': `sig=${mac(secret, `v2|${at}|${body}|end`, 'base64', 'sha512')}`,
  }),
};
export const names = SCHEMES.map(({ name }) => name);
export const timed = names.filter((name) => !['github', 'jira', 'sentry', 'shopify'].includes(name));

export const check = (
  name: SchemeName,
  headers: SignatureHeaders,
  body: string | Uint8Array,
  secrets = [SECRET],
  nowMs: number | null = NOW,
) => checkSignature(schemeOf(name, CUSTOM)!, secrets, { headers, bodies: [Buffer.from(body)] }, nowMs);

export const isChanged = (
  name: SchemeName,
  headers: SignatureHeaders,
  body: string | Uint8Array,
  secret = SECRET,
) => isBodyChanged(schemeOf(name, CUSTOM)!, [secret], { headers, bodies: [Buffer.from(body)] });
