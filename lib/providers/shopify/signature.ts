import 'server-only';
import { ofBody } from '@/lib/signatures/scheme';

/** shopify.dev, "Verify webhook deliveries". */
export const shopifySignature = ofBody('X-Shopify-Hmac-Sha256', '', 'base64');
