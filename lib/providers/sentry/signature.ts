import 'server-only';
import { ofBody } from '@/lib/signatures/scheme';

/** docs.sentry.io, "Webhooks". The time in `Sentry-Hook-Timestamp` is not signed, so it is ignored. */
export const sentrySignature = ofBody('Sentry-Hook-Signature', '', 'hex');
