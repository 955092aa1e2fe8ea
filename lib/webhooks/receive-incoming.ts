import 'server-only';
import { handlerFailures } from '@/lib/handlers/failures/handler-failures';
import { type HandlerHost, handlerHost } from '@/lib/handlers/host/handler-host';
import { answerAsAsked, keptAnswer, readKeptAnswer } from '@/lib/handlers/respond/answer-as-asked';
import { runHandler } from '@/lib/handlers/run-handler';
import { settling } from '@/lib/handlers/store/settling';
import { StoreRun } from '@/lib/handlers/store/store-run';
import type { HandlerInput } from '@/lib/handlers/types';
import { learnChannelIntake, rememberedChannelIntake } from '@/lib/intake/channel-intake';
import { claimOfCall } from '@/lib/intake/claim-of-call';
import type { Intake } from '@/lib/intake/intake';
import { IntakeChanged } from '@/lib/intake/intake-changed';
import { answerToZoom, type Made, madeWithoutHandler, postsNothing } from '@/lib/intake/made-without-handler';
import { postInGroup } from '@/lib/message-groups/post-in-group';
import { permissionFor } from '@/lib/providers/handshakes';
import { type Judged, judgeSignature } from '@/lib/signatures/judge-signature';
import type { Acceptance, Receivers } from './accept/acceptance';
import { unavailable } from './accept/failures';
import { isChannel, isSandbox, type Target } from './accept/target';
import { receivedBy } from './accept/verdict';
import { admittedOwner, notAdmitted } from './address/admitted-owner';
import { type IncomingHandler, resolveIncoming, type TokenBearer } from './address/handler';
import { grouped } from './body/grouped';
import type { IncomingBody } from './body/parse-incoming';
import { type ReadCall, readCall } from './body/read-incoming';
import type { CleanCall } from './call/clean-call';
import type { Redactor } from './call/redact';
import { Refusal } from './call/refusal';
import { withNotes } from './call/request-record';
import { decide, recordingRefusals } from './decide';
import { type HandlerAnswer, readHandlerValue } from './message/handler-answer';

/** How often the target's settings may change during one call. */
const MAX_TRIES = 5;

/**
 * An `incoming` call: the handler of the bot or extension makes the message; without one, and in channels,
 * `lib/providers` does. Returns the answer's JSON (the handler's further keys and `user_ids`, the receivers), or what
 * `respond` asks for.
 * @throws {AppError} after the refusal was recorded.
 */
export async function receiveIncoming(call: CleanCall, base: Acceptance): Promise<unknown> {
  const { target } = base;
  const channel = isChannel(target) ? target : null;
  let learnt: Intake | null = null;
  for (let tries = 1; ; tries++) {
    try {
      if (channel === null) return await receiveAtHandler(call, base);
      const intake: Intake = learnt ?? rememberedChannelIntake(channel);
      return await answerIncoming(call, withIntake(intake, base), { found: null, intake });
    } catch (error) {
      if (!(error instanceof IntakeChanged)) throw error;
      if (tries === MAX_TRIES) throw unavailable();
      if (channel) learnt = await learnChannelIntake(channel);
    }
  }
}

/** A bot or an extension. */
async function receiveAtHandler(call: CleanCall, base: Acceptance): Promise<unknown> {
  const found = await recordingRefusals(call, base, () => handlerAt(base));
  const { intake } = found;
  try {
    return await answerIncoming(call, withIntake(intake, base), { found, intake });
  } catch (error) {
    noteFailure(call, base, found, error);
    throw error;
  }
}

async function handlerAt(base: Acceptance): Promise<IncomingHandler> {
  const found = await resolveIncoming(base);
  if (found === null) throw notAdmitted();
  return found;
}

const withIntake = ({ version }: Intake, base: Acceptance) => ({ ...base, intakeVersion: version });

type Taken = { found: IncomingHandler | null; intake: Intake };

async function answerIncoming(call: CleanCall, base: Acceptance, { found, intake }: Taken): Promise<unknown> {
  // A handler is found by a known token alone.
  const isKnown = async () => found !== null || (await isAdmitted(call, base));
  const judged = await judgeSignature(call, intake, isKnown);
  const { refusal, isUnsigned } = judged;
  const read = await recordingRefusals(call, base, () => {
    if (refusal && !(isUnsigned && postsNothing(call, runsCode(found)))) throw refusal;
    return readCall(call);
  });
  const place = found && { feedId: found.handlerId, inSandbox: isSandbox(base.target) };
  const store = new StoreRun(place);
  return settling(store, (keep) => answerTo(call, base, { ...read, found, intake, judged, store, keep }));
}

/** Whether the token is valid and within its limits. False while the database is away. */
const isAdmitted = async (call: CleanCall, { tokenHash }: Acceptance) =>
  (await admittedOwner(call, tokenHash).catch(() => null)) !== null;

/** Channels have no handler; bots and extensions may have none. */
const runsCode = (found: IncomingHandler | null) => found !== null && found.code !== null;

type Known = ReadCall & Taken & { judged: Judged; store: StoreRun; keep: () => void };

async function answerTo(call: CleanCall, base: Acceptance, known: Known): Promise<unknown> {
  const { body, userIds, found, judged, keep } = known;
  const answer = await recordingRefusals(call, base, () => madeOf(call, base, known));
  const notes = [...judged.notes, ...body.repairs, ...(answer.notes ?? [])];
  const isRepeatable = base.keyHash !== null || judged.claim !== null || call.testNonce !== null;
  const acceptance: Acceptance = {
    ...base,
    ...claimOfCall(call, base, { ...known, delivery: answer.delivery }),
    request: withNotes(base.request, notes),
    ...receiversOf(answer, base.target, userIds),
    content: answer.message,
    extra: isRepeatable ? keptAnswer(answer.extra, answer.respond) : null,
    successStatus: answer.respond?.status ?? base.successStatus,
  };
  const { grouped } = answer;
  // A trial call stands alone: it joins no alert and ends none.
  const isGrouped = found === null && acceptance.receivers.kind === 'feed' && call.testNonce === null;
  const unlessEnds = grouped?.unlessEnds ? silent(acceptance, [...notes, grouped.unlessEnds]) : null;
  const verdict =
    grouped && isGrouped
      ? await postInGroup({ acceptance, ...grouped, unlessEnds }, (one) => decide(call, one))
      : await decide(call, unlessEnds ?? acceptance);
  // A repeated call is answered with what the first one kept.
  if (verdict.extra === null) keep();
  const { extra, respond } = verdict.extra === null ? answer : readKeptAnswer(verdict.extra);
  const usual = { ...extra, user_ids: receivedBy(verdict).map(([userId]) => userId) };
  return respond ? answerAsAsked(respond, usual) : usual;
}

/** What becomes of the call: Zoom is answered, or the handler runs, or the message is made without one. */
async function madeOf(
  call: CleanCall,
  base: Acceptance,
  { body, found, intake, judged, store }: Known,
): Promise<Made> {
  const zoom = judged.refusal ? null : answerToZoom(call, body, { hasHandler: runsCode(found), intake });
  if (zoom) return zoom;
  // A handler would take a permission request (may somebody deliver?) for a delivery.
  if (!found || found.code === null || permissionFor(call) !== null) {
    return madeWithoutHandler(call, base, body, intake);
  }
  const { understanding } = intake;
  const host = handlerHost({ rawBody: call.body, sent: body, store, understanding });
  return runFor(found, found.code, handlerInput(call, base, body, found.bearer), call.redactor, host);
}

/** The same call, without a message. */
function silent(acceptance: Acceptance, notes: string[]): Acceptance {
  const request = withNotes(acceptance.request, notes);
  return { ...acceptance, request, content: null, receivers: { kind: 'none' } };
}

/** Notes the failure for the handler's author; the history belongs to the caller's owner. */
function noteFailure(call: CleanCall, base: Acceptance, { handlerId }: IncomingHandler, error: unknown) {
  if (!(error instanceof Refusal) || error.code !== 'handler_failed') return;
  handlerFailures().note({
    feedId: handlerId,
    environment: environmentOf(base.target),
    reason: call.redactor.text(error.reason ?? error.message),
    call: { tokenHash: base.tokenHash, invocationId: call.requestId },
  });
}

function handlerInput(
  call: CleanCall,
  base: Acceptance,
  body: IncomingBody,
  bearer: TokenBearer,
): HandlerInput {
  return {
    headers: call.headers,
    params: grouped(call.params),
    // A body decoded from another charset or a form may spell a secret that its bytes did not.
    body: call.redactor.json(body.value),
    http_method: call.method,
    user: { id: bearer.id, email: bearer.email, name: bearer.name },
    environment: environmentOf(base.target),
  };
}

function environmentOf(target: Target): HandlerInput['environment'] {
  if (target.kind === 'bot') return null;
  return isSandbox(target) ? 'sandbox' : 'marketplace';
}

async function runFor(
  { bearer, ownerId, handlerId }: IncomingHandler,
  code: string,
  input: HandlerInput,
  redactor: Redactor,
  host: HandlerHost,
): Promise<HandlerAnswer> {
  const share = { ownerId, handlerId, callerId: bearer.id, isTrial: false };
  const outcome = await runHandler(code, input, share, host);
  if (outcome.ok) return readHandlerValue(redactor.json(outcome.value));
  const { message, line, column, kind } = outcome.error;
  const place = line === null ? '' : ` (line ${line}, column ${column ?? 1})`;
  throw new Refusal(
    'handler_failed',
    "The incoming handler failed; the handler's maker finds the cause on the page of the bot or extension, the token's owner in the usage history.",
    {},
    `handler ${kind}: ${message.slice(0, 1_000)}${place}`,
  );
}

/**
 * The handler decides; else the call's `user_ids` narrow the subscribers; else all subscribers receive. The sandbox
 * of an extension reaches its developer alone.
 */
function receiversOf(
  answer: Made,
  target: Target,
  userIds: string[],
): Pick<Acceptance, 'receivers' | 'handlerChannel'> {
  if (answer.message !== null && answer.channel) {
    return { receivers: { kind: 'feed' }, handlerChannel: answer.channel };
  }
  return { receivers: receiversAt(target, answer, userIds), handlerChannel: null };
}

function receiversAt(target: Target, answer: Made, userIds: string[]): Receivers {
  if (answer.message === null) return { kind: 'none' };
  if (isSandbox(target)) return { kind: 'developer' };
  if (answer.broadcast) return { kind: 'feed' };
  if (answer.userIds?.length) return { kind: 'chosen', people: answer.userIds };
  if (userIds.length > 0) return { kind: 'narrowed', people: userIds };
  return { kind: 'feed' };
}
