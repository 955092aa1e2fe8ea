import 'server-only';
import type { SignatureScheme } from '@/lib/signatures/scheme';
import { standardWebhooks } from '@/lib/signatures/standard-webhooks';

const header = 'X-Gitlab-Token';

/** docs.gitlab.com, "Webhooks": a signing token signs as Standard Webhooks does; the older secret token stands in a header. */
export const gitlabSignature: SignatureScheme = {
  hash: 'sha256',
  read(headers) {
    if (headers['webhook-signature']) return standardWebhooks.read(headers);
    const token = headers['x-gitlab-token'];
    return token ? { token, header } : { problem: 'missing', header };
  },
  // A secret token may be any text, and signs nothing.
  takesAnyText: true,
  keyOf: (secret) => (secret.startsWith('whsec_') ? (standardWebhooks.keyOf?.(secret) ?? null) : null),
};
