import 'server-only';
import { macsIn, readTime, type SignatureScheme } from '@/lib/signatures/scheme';

const header = 'Stripe-Signature';

/**
 * docs.stripe.com, "Verify webhook signatures manually": `t=…,v1=…`, with one `v1` per secret while a secret is
 * rolled.
 */
export const stripeSignature: SignatureScheme = {
  hash: 'sha256',
  read(headers) {
    const value = headers['stripe-signature'];
    const macs = macsIn(value, 'v1=', 'hex');
    if (!Array.isArray(macs)) return { problem: macs, header };
    const time = readTime(/(?:^|[\s,])t=(\d+)/.exec(value ?? '')?.[1]);
    if (typeof time === 'string') return { problem: 'malformed', header };
    return { header, macs, before: `${time.text}.`, after: '', sentAtMs: time.ms, id: null };
  },
};
