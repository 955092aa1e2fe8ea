import { feedParams } from '@/lib/feeds/schema';
import { route } from '@/lib/http/route';
import { previewSignature } from '@/lib/intake/preview-signature';
import { signatureSettings } from '@/lib/intake/schema';

export const POST = route(
  { gate: 'signedIn', params: feedParams, body: signatureSettings },
  ({ user, params, body }) => previewSignature(user, params.feedId, body),
);
