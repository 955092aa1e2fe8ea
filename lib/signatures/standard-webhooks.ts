import 'server-only';
import { macsIn, readTime, type SignatureScheme } from './scheme';

/** Standard Webhooks 1.0 (symmetric), also under the names that Svix gave the headers before. */
export const standardWebhooks: SignatureScheme = {
  hash: 'sha256',
  read(headers) {
    const family =
      headers['webhook-signature'] === undefined && headers['svix-signature'] ? 'svix' : 'webhook';
    const header = `${family}-signature`;
    const macs = versionOne(headers[header]);
    if (!Array.isArray(macs)) return { problem: macs, header };
    const id = headers[`${family}-id`]?.trim();
    if (!id) return { problem: 'missing', header: `${family}-id` };
    const time = readTime(headers[`${family}-timestamp`]);
    if (typeof time === 'string') return { problem: time, header: `${family}-timestamp` };
    return { header, macs, before: `${id}.${time.text}.`, after: '', sentAtMs: time.ms, id };
  },
  keyOf(secret) {
    const base64 = secret.replace(/^whsec_/, '');
    if (!/^[A-Za-z0-9+/_-]{16,200}={0,2}$/.test(base64)) return null;
    return Buffer.from(base64, 'base64');
  },
};

/** The `v1,…` parts, separated by spaces; other versions use keys that this scheme does not have. */
function versionOne(value: string | undefined) {
  if (!value?.trim()) return 'missing' as const;
  const parts = value.split(/\s+/).filter((part) => part.startsWith('v1,'));
  return macsIn(parts.map((part) => part.slice(3)).join(' ') || '?', '', 'base64');
}
