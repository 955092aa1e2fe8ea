import 'server-only';
import { ofVersionTimeBody } from '@/lib/signatures/scheme';

/** docs.slack.dev, "Verifying requests from Slack"; its `url_verification` is signed, too. */
export const slackSignature = ofVersionTimeBody('X-Slack-Signature', 'X-Slack-Request-Timestamp');
