import 'server-only';
import { ofBody } from '@/lib/signatures/scheme';

/** developer.atlassian.com, "Secure admin webhooks": WebSub's header, with SHA-256. */
export const jiraSignature = ofBody('X-Hub-Signature', 'sha256=', 'hex');
