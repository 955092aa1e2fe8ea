import 'server-only';
import { ofBody } from '@/lib/signatures/scheme';

/** docs.github.com, "Validating webhook deliveries". */
export const githubSignature = ofBody('X-Hub-Signature-256', 'sha256=', 'hex');
