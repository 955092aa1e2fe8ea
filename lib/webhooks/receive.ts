import 'server-only';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError, isAppError } from '@/lib/errors';
import { readAppId } from '@/lib/extensions/app-ids';
import { log } from '@/lib/log';
import { type Acceptance, accept } from './accept';
import { type Call, MAX_BODY_BYTES, type Reply } from './call';
import { acceptanceOf, type CleanCall, cleanCall } from './call-record';
import { type Credentials, readCredentials } from './credentials';
import { failure, Refusal, success } from './envelope';
import { type Match, matchEndpoint } from './match-endpoint';
import { postMessage } from './post-message';
import { receiveIncoming } from './receive-incoming';
import { Redactor } from './redact';
import { refusalByCode } from './refusals';

/**
 * Answers one webhook call. Path → method → size → token → target and permission → body → effect; from the
 * token on the accepting statement decides, and the answer is given after its commit. Never throws.
 */
export async function receive(call: Call): Promise<Reply> {
  const when = { requestId: timeOrderedId(), receivedAt: new Date(), startedAtMs: performance.now() };
  const { requestId } = when;
  const match = matchEndpoint(call.path);
  let reply: Reply;
  try {
    reply = success(requestId, await effect(call, match, when));
  } catch (error) {
    const allow = match && { Allow: match.endpoint.methods.join(', ') };
    const wrongMethod = isAppError(error) && error.code === 'request_method_invalid';
    reply = failure(requestId, knownError(error, requestId), wrongMethod && allow ? allow : {});
  }
  return call.method === 'HEAD' ? { ...reply, body: null } : reply;
}

async function effect(
  call: Call,
  match: Match | null,
  when: Pick<CleanCall, 'requestId' | 'receivedAt' | 'startedAtMs'>,
): Promise<unknown> {
  const params = new URLSearchParams(call.query);
  const early = earlyRefusal(call, match);
  const credentials = credentialsOf(call, params, early);
  const { tokenHash } = credentials;
  if (tokenHash === null) throw early ?? refusalByCode('authtoken_invalid', null);

  const redactor = new Redactor(credentials.secrets);
  const clean = cleanCall(call, params, redactor, when);
  const base = acceptanceOf(clean, tokenHash, match, redactor);
  if (early || !match) {
    const refusal = early ?? unknownUrl();
    // For the owner's history; the answer does not depend on it.
    await accept({ ...base, earlyCode: refusal.code, reason: refusal.message }).catch(() => {});
    throw refusal;
  }
  const addressed = { ...base, ...addressOf(match, credentials) };
  return match.endpoint.takes === 'message'
    ? postMessage(clean, addressed)
    : receiveIncoming(clean, addressed);
}

/** What is wrong before anybody asks who is calling. */
function earlyRefusal(call: Call, match: Match | null): Refusal | null {
  if (!match) return unknownUrl();
  const methods: readonly string[] = match.endpoint.methods;
  if (!methods.includes(call.method)) {
    return new Refusal('request_method_invalid', `This URL takes ${methods.join(', ')}.`);
  }
  if (call.body === null) {
    return new Refusal('request_too_large', 'The request body is larger than 1 MiB.', {
      limit: MAX_BODY_BYTES,
    });
  }
  return null;
}

/** Also the answer for everything else below `/api`. */
export function unknownUrl(): Refusal {
  return new Refusal(
    'request_url_invalid',
    'There is no such URL; compare it with the one Postern gave you.',
  );
}

const NO_CREDENTIALS: Credentials = { tokenHash: null, appKeyHash: null, secrets: [] };

function credentialsOf(call: Call, params: URLSearchParams, early: Refusal | null): Credentials {
  try {
    return readCredentials(params, call.headers);
  } catch (error) {
    if (early) return NO_CREDENTIALS;
    throw error;
  }
}

type Address = Pick<
  Acceptance,
  'channelName' | 'channelId' | 'botName' | 'appNumber' | 'appSandbox' | 'appKeyHash'
>;

function addressOf({ endpoint, target }: Match, { appKeyHash }: Credentials): Partial<Address> {
  switch (endpoint.name) {
    case 'channel_message':
      return { channelName: target };
    case 'channel_message_by_id':
      return { channelId: target };
    case 'bot_message':
    case 'bot_incoming':
      return { botName: target };
    case 'application_incoming': {
      const { number, sandbox } = readAppId(target);
      return { appNumber: number, appSandbox: sandbox, appKeyHash };
    }
  }
}

function knownError(error: unknown, requestId: string): AppError {
  if (isAppError(error)) return error;
  // Not the error itself: Postgres puts the row that failed into its details.
  const cause = error instanceof Error ? error.stack : String(error);
  log().error({ requestId, cause }, 'webhook call failed');
  return new AppError(
    'internal_error',
    `Postern could not finish this call. Its log has the cause under ${requestId}.`,
  );
}
