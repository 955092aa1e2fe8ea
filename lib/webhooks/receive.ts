import 'server-only';
import { Readable } from 'node:stream';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError, isAppError } from '@/lib/errors';
import { readAppId } from '@/lib/extensions/app-key/ids';
import { log } from '@/lib/log';
import { permissionFor } from '@/lib/providers/handshakes';
import { readProof, TEST_HEADER } from '@/lib/trial-calls/proof';
import { accept } from './accept/accept';
import type { Acceptance } from './accept/acceptance';
import { acceptanceOf } from './accept/new-acceptance';
import { OutcomeUnknown } from './accept/pool';
import type { Target } from './accept/target';
import { admittedOwner, notAdmitted } from './address/admitted-owner';
import { addressBuddy, addressChat } from './address/chat';
import { failure, success } from './answers/envelope';
import { refusalByCode } from './answers/refusals';
import { contentCodings, withoutCompression } from './body/content-coding';
import { type Call, MAX_BODY_BYTES, type Reply } from './call/call';
import { type CleanCall, cleanCall, emptyCall, type When } from './call/clean-call';
import { type Credentials, hasTokenHeader, readCredentials } from './call/credentials';
import { isHeavyToSearch } from './call/heavy-search';
import { claimOfKey, readIdempotencyKey } from './call/idempotency-claim';
import { type Redactor, redactorFor } from './call/redact';
import { Refusal } from './call/refusal';
import { type CallUrl, type CleanUrl, cleanUrl, readCallUrl } from './call/url';
import { recordingRefusals } from './decide';
import type { Match } from './endpoints/match';
import { rateProfile } from './limits/limits';
import { slowDown } from './limits/slow-down';
import { listSubscribers } from './list-subscribers';
import { postFiles } from './post-files';
import { postMessage } from './post-message';
import { receiveIncoming } from './receive-incoming';
import { uploadTooLarge } from './uploads/read';

/**
 * Answers one webhook call. Path → method → size → token → limits → target and permission → body → effect. From the
 * token on the accepting statement decides, and the answer follows its commit.
 * @throws {OutcomeUnknown} alone: the effect is unknown, so the connection ends without an answer.
 */
export async function receive(call: Call): Promise<Reply> {
  const requestId = timeOrderedId();
  const when = { requestId, receivedAt: new Date(), startedAtMs: performance.now() };
  const url = readCallUrl(call.path, call.query);
  let clean: CleanCall | null = null;
  let isAuthorization = false;
  let reply: Reply;
  try {
    const early = earlyRefusal(call, url.match);
    const { credentials, redactor, shown } = authenticate(call, url, early);
    const { tokenHash } = credentials;
    isAuthorization = credentials.isAuthorization;
    if (tokenHash === null) throw early ?? refusalByCode('authtoken_invalid');
    const isCoded = call.headers['content-encoding'] !== undefined;
    const plain = isCoded ? await decompress(call, early) : { call, unread: null, isReadable: true };
    const { isReadable } = plain;
    const isSearched = await maySearch(plain.call, redactor, when, tokenHash);
    clean = isSearched
      ? cleanCall(plain.call, shown(), redactor, when, { isReadable, asSent: call.body })
      : emptyCall(call, redactor, when);
    clean.testNonce = readProof(call.headers[TEST_HEADER], tokenHash);
    const unread = isSearched ? plain.unread : notAdmitted();
    const answer = await effect(clean, {
      call: plain.call,
      url,
      early,
      unread,
      tokenHash,
      credentials,
      redactor,
    });
    reply = success(requestId, answer, limitHeaders(clean));
  } catch (error) {
    if (error instanceof OutcomeUnknown) throw error;
    reply = failure(requestId, withPlaceCode(knownError(error, requestId), isAuthorization), {
      ...(clean ? limitHeaders(clean) : {}),
      ...(isWrongMethod(error) && url.match ? { Allow: url.match.endpoint.methods.join(', ') } : {}),
    });
    if (reply.status === 401) await slowDown(call.sourceAddress);
  }
  return call.method === 'HEAD' ? { ...reply, body: null } : reply;
}

/** Secrets are looked for in long calls of known tokens alone: anybody can write a call for which that takes long. */
async function maySearch(call: Call, redactor: Redactor, when: When, tokenHash: Buffer): Promise<boolean> {
  if (!isHeavyToSearch(call, redactor)) return true;
  return (await admittedOwner(emptyCall(call, redactor, when), tokenHash)) !== null;
}

type Authenticated = { credentials: Credentials; redactor: Redactor; shown: () => CleanUrl };

function authenticate(call: Call, url: CallUrl, early: Refusal | null): Authenticated {
  if (url.credentials && !hasTokenHeader(call.headers)) {
    return { credentials: url.credentials, redactor: url.redactor, shown: url.clean };
  }
  const credentials = credentialsOf(call, url.params, early);
  const redactor = redactorFor(credentials.secrets);
  return { credentials, redactor, shown: () => cleanUrl(call.path, url, redactor) };
}

type Known = Omit<Authenticated, 'shown'> & {
  call: Call;
  url: CallUrl;
  early: Refusal | null;
  /** Why the body could not be decompressed, or was not looked at. */
  unread: Refusal | null;
  tokenHash: Buffer;
};

/** Decompresses once, so that history, limits and masking all see the text. */
async function decompress(
  call: Call,
  early: Refusal | null,
): Promise<{ call: Call; unread: Refusal | null; isReadable: boolean }> {
  const isCompressed = contentCodings(call.headers).length > 0;
  if (early || !call.body || call.upload || !isCompressed) {
    return { call, unread: null, isReadable: !isCompressed };
  }
  try {
    const body = await withoutCompression(call.body, call.headers);
    return { call: { ...call, body }, unread: null, isReadable: true };
  } catch (error) {
    if (error instanceof Refusal) return { call, unread: error, isReadable: false };
    throw error;
  }
}

async function effect(clean: CleanCall, known: Known): Promise<unknown> {
  const { call, early, tokenHash, credentials, redactor } = known;
  const { match } = known.url;
  const base = acceptanceOf(clean, tokenHash, match, redactor);
  if (early || !match) {
    const refusal = early ?? unknownUrl();
    // For the owner's history only; the answer does not depend on it.
    const { code, message: reason } = refusal;
    await accept({ ...base, refusal: { when: 'before_token', code, reason } }).catch(() => {});
    throw refusal;
  }
  const target = await recordingRefusals(clean, base, () => addressOf(match, credentials, base));
  const addressed = { ...base, target };
  const key = await recordingRefusals(clean, addressed, () => {
    if (known.unread) throw known.unread;
    return readIdempotencyKey(call.headers);
  });
  const { takes } = match.endpoint;
  const upload = () => call.upload ?? Readable.from([call.body ?? new Uint8Array()]);
  const source = { call, upload, redactor };
  // The claim has what is in the files.
  if (takes === 'files') return postFiles(clean, addressed, { ...source, key });
  const claim = key && claimOfKey(key, call, clean.query, clean.body);
  return effects[takes](clean, { ...addressed, ...claim }, source);
}

const effects = { message: postMessage, incoming: receiveIncoming, subscribers: listSubscribers };

function limitHeaders({ limits }: CleanCall): Readonly<Record<string, string>> {
  // A caller with an invalid key learns nothing about its limits.
  return limits?.length ? rateProfile().describe(limits).headers : {};
}

/** Cliq's clients expect a code of its own when a token in `Authorization` is refused. */
function withPlaceCode(error: AppError, isAuthorization: boolean): AppError {
  return isAuthorization && error.code === 'authtoken_invalid' ? refusalByCode('oauthtoken_invalid') : error;
}

function isWrongMethod(error: unknown): boolean {
  return isAppError(error) && error.code === 'request_method_invalid';
}

/** Faults that are found before the token is looked at. */
function earlyRefusal(call: Call, match: Match | null): Refusal | null {
  if (!match) return unknownUrl();
  const methods: readonly string[] = match.endpoint.methods;
  if (!methods.includes(call.method) && !(match.endpoint.takes === 'incoming' && permissionFor(call))) {
    return new Refusal('request_method_invalid', `This URL takes ${methods.join(', ')}.`);
  }
  if (call.body === null) {
    if (match.endpoint.takes === 'files') return uploadTooLarge();
    return new Refusal(
      'request_too_large',
      'The request body is larger than 1 MiB; send less, or what is long as a file to the URL that ends in /files.',
      {
        limit: MAX_BODY_BYTES,
      },
    );
  }
  return null;
}

/** Also the answer to every other URL below `/api`. */
export function unknownUrl(): Refusal {
  return new Refusal(
    'request_url_invalid',
    'There is no such URL; compare it with the one Postern gave you.',
  );
}

const NO_CREDENTIALS: Credentials = {
  tokenHash: null,
  appKeyHash: null,
  isAuthorization: false,
  secrets: [],
};

function credentialsOf(call: Call, params: URLSearchParams, early: Refusal | null): Credentials {
  try {
    return readCredentials(params, call.headers);
  } catch (error) {
    if (early) return NO_CREDENTIALS;
    throw error;
  }
}

/**
 * The target that the URL names. Only chats and people are looked up, and only for an admitted owner.
 * @throws {Refusal} for an owner who is not admitted
 */
async function addressOf(
  { endpoint, target }: Match,
  { appKeyHash }: Credentials,
  base: Acceptance,
): Promise<Target> {
  switch (endpoint.target) {
    case 'channel_name':
      return { kind: 'channel_by_name', name: target };
    case 'channel_id':
      return { kind: 'channel_by_id', id: target };
    case 'bot':
      return { kind: 'bot', name: target };
    case 'application': {
      return { kind: 'application', ...readAppId(target), keyHash: appKeyHash };
    }
    case 'chat':
      return addressChat(base, target);
    case 'user':
      return addressBuddy(base, target);
  }
}

function knownError(error: unknown, requestId: string): AppError {
  if (isAppError(error)) return error;
  // Logs the stack only: Postgres puts the failed row into the error's details.
  const cause = error instanceof Error ? error.stack : String(error);
  log().error({ requestId, cause }, 'webhook call failed');
  return new AppError(
    'internal_error',
    `Postern could not finish this call. Its log has the cause under ${requestId}.`,
  );
}
