import 'server-only';
import type { ElementType } from '@/lib/db/encode-array';
import type { ErrorCode } from '@/lib/errors';
import type { GroupStep } from '@/lib/message-groups/group-step';
import type { EndpointName } from '../endpoints/table';
import {
  appKeyHashOf,
  appNumberOf,
  botNameOf,
  channelIdOf,
  channelNameOf,
  chatFeedOf,
  isAlsoInParent,
  isSandbox,
  missingChatOf,
  senderBotOf,
  type Target,
} from './target';

/** Who gets the message: see `outgoing` in the statement. */
export type Receivers =
  /** `subscribers`: nobody; the call reads who they are. */
  | { kind: 'none' | 'feed' | 'broadcast' | 'owner' | 'developer' | 'subscribers' }
  /** Ids and e-mail addresses: listed by the caller, chosen by the handler, or those of the subscribers that the caller wants. */
  | { kind: 'listed' | 'chosen' | 'narrowed'; people: readonly string[] };

/** What speaks against a call before the accepting statement. */
type KnownRefusal = {
  /** Path, method and size count before the token's state; body and handler only once target and permission are right. */
  when: 'before_token' | 'after_target';
  code: ErrorCode;
  /** For the owner's history. */
  reason: string | null;
};

/** One call on its way into the database. Nothing in it is secret. */
export type Acceptance = {
  tokenHash: Buffer;
  invocationId: string;
  receivedAt: Date;
  /** Since the call came in, up to the statement, which adds its own time. */
  startedAtMs: number;
  endpoint: string;
  /** What the history shows of the target: its name or id in the URL. */
  shownTarget: string;
  target: Target;
  /** JSON text: see request-record.ts. */
  request: string;
  /** The same, shortened, for when the call is refused; null when it is short enough. */
  requestShort: string | null;
  bodySize: number;
  /** Null when `content` has the same bytes: then the history reads it from the message. */
  body: Uint8Array | null;
  /** The message as JSON text; null when the call makes none. */
  content: string | null;
  /** The message has a card or files, of which Cliq's profile admits fewer. */
  card: boolean;
  /** 204: whoever calls is not told who got the message. Anything else but 200 is what a handler wants answered. */
  successStatus: number;
  /** Set with an idempotency key: see call/idempotency-claim.ts. */
  keyHash: Buffer | null;
  fingerprint: Buffer | null;
  /** The key counts whatever the content. */
  anyContent: boolean;
  /** What a handler added to the answer and its `respond`, as JSON text, for the same answer to a retry. */
  extra: string | null;
  orgId: string | null;
  refusal: KnownRefusal | null;
  receivers: Receivers;
  /** Where the handler wants its message posted instead. */
  handlerChannel: string | null;
  /** Sent by Send test, and proven: accepted, it is not counted. */
  isTest: boolean;
  /** Stored files that the message names; it and they become one in the statement. */
  fileIds: readonly string[];
  /** Set for the first message of a group, and for the one that says it is over. */
  group: GroupStep | null;
  /**
   * The version of the target's settings (lib/intake) that the call was treated by; null: none. The verdict is
   * `intake_changed` when another version holds.
   */
  intakeVersion: number | null;
};

/** What a call takes of the bounds of queues, about. */
export const sizeOf = ({ body, content, request }: Acceptance) =>
  (body?.length ?? 0) + (content?.length ?? 0) + request.length + 1_024;

/**
 * What the calls of a batch make the statement deal with; it leaves out what none of them needs. Planning aside, a
 * statement costs by its parts before it has done anything, and most batches are plain posts into channels.
 */
export const NEED = {
  /** More than one call. */
  many: 1,
  channelName: 2,
  channelId: 4,
  bot: 8,
  senderBot: 16,
  application: 32,
  organization: 64,
  handlerChannel: 128,
  refusal: 256,
  /** Somebody other than every member of the feed, or a permission to reach them. */
  recipients: 512,
  keyed: 1024,
  card: 2048,
  chat: 4096,
  parent: 8192,
  files: 1 << 20,
  shortRequest: 1 << 21,
  /** Whom a message into a channel reaches is part of the answer. */
  channelMembers: 1 << 22,
  group: 1 << 23,
  test: 1 << 25,
  intake: 1 << 26,
} as const;

export type Column = {
  type: ElementType;
  /** Sent when one of the batch's calls needs it; 0: always. */
  need: number;
  value(call: Acceptance, nowMs: number): unknown;
};

/** A prepared statement of the accept path; its parameters are these columns in order. */
export type AcceptStatement = { name: string; text: string; columns: readonly Column[] };

/** Postgres keeps no NUL in text. JSON writes it as an escape, so only what stands outside JSON can hold one. */
const text = (value: string) => (value.includes('\0') ? value.replaceAll('\0', '') : value);
const optionalText = (value: string | null) => value && text(value);

const codeOf = ({ refusal }: Acceptance, when: KnownRefusal['when']) =>
  refusal?.when === when ? refusal.code : null;
const peopleOf = (receivers: Receivers) => ('people' in receivers ? receivers.people : []);

/** The statement's parameters, arrays or for one call alone scalars; the first must stay the first. */
export const columns = {
  token_hash: { type: 'bytea', need: 0, value: (call) => call.tokenHash },
  invocation_id: { type: 'uuid', need: 0, value: (call) => call.invocationId },
  received_at: { type: 'timestamptz', need: 0, value: (call) => call.receivedAt.getTime() },
  elapsed_us: {
    type: 'int',
    need: 0,
    value: (call, nowMs) => Math.round((nowMs - call.startedAtMs) * 1_000),
  },
  endpoint: { type: 'text', need: 0, value: (call) => call.endpoint },
  target: { type: 'text', need: 0, value: (call) => text(call.shownTarget) },
  request: { type: 'text', need: 0, value: (call) => call.request },
  body_size: { type: 'int', need: 0, value: (call) => call.bodySize },
  body: { type: 'bytea', need: 0, value: (call) => call.body },
  content: { type: 'text', need: 0, value: (call) => optionalText(call.content) },
  success_status: { type: 'smallint', need: 0, value: (call) => call.successStatus },
  channel_name: {
    type: 'text',
    need: NEED.channelName,
    value: (call) => optionalText(channelNameOf(call.target)),
  },
  channel_id: { type: 'text', need: NEED.channelId, value: (call) => optionalText(channelIdOf(call.target)) },
  chat_feed: { type: 'int', need: NEED.chat, value: (call) => chatFeedOf(call.target) },
  chat_missing: { type: 'text', need: NEED.chat, value: (call) => missingChatOf(call.target) },
  also_parent: { type: 'boolean', need: NEED.parent, value: (call) => isAlsoInParent(call.target) },
  bot_name: { type: 'text', need: NEED.bot, value: (call) => optionalText(botNameOf(call.target)) },
  sender_bot: { type: 'text', need: NEED.senderBot, value: (call) => optionalText(senderBotOf(call.target)) },
  app_number: { type: 'bigint', need: NEED.application, value: (call) => appNumberOf(call.target) },
  app_sandbox: { type: 'boolean', need: NEED.application, value: (call) => isSandbox(call.target) },
  app_key_hash: { type: 'bytea', need: NEED.application, value: (call) => appKeyHashOf(call.target) },
  org_id: { type: 'text', need: NEED.organization, value: (call) => optionalText(call.orgId) },
  handler_channel: {
    type: 'text',
    need: NEED.handlerChannel,
    value: (call) => optionalText(call.handlerChannel),
  },
  early_code: { type: 'text', need: NEED.refusal, value: (call) => codeOf(call, 'before_token') },
  body_code: { type: 'text', need: NEED.refusal, value: (call) => codeOf(call, 'after_target') },
  reason: { type: 'text', need: NEED.refusal, value: (call) => optionalText(call.refusal?.reason ?? null) },
  receivers: { type: 'text', need: NEED.recipients, value: (call) => call.receivers.kind },
  listed: { type: 'text', need: NEED.recipients, value: (call) => text(peopleOf(call.receivers).join(',')) },
  key_hash: { type: 'bytea', need: NEED.keyed, value: (call) => call.keyHash },
  fingerprint: { type: 'bytea', need: NEED.keyed, value: (call) => call.fingerprint },
  any_content: { type: 'boolean', need: NEED.keyed, value: (call) => call.anyContent },
  extra: { type: 'text', need: NEED.keyed, value: (call) => optionalText(call.extra) },
  request_short: { type: 'text', need: NEED.shortRequest, value: (call) => call.requestShort },
  is_test: { type: 'boolean', need: NEED.test, value: (call) => call.isTest },
  card: { type: 'boolean', need: NEED.card, value: (call) => call.card },
  group_key: { type: 'bytea', need: NEED.group, value: (call) => call.group?.keyHash ?? null },
  group_round: { type: 'int', need: NEED.group, value: (call) => call.group?.round ?? null },
  group_ends: { type: 'boolean', need: NEED.group, value: (call) => call.group?.ends ?? null },
  group_at: { type: 'timestamptz', need: NEED.group, value: (call) => call.group?.atMs ?? null },
  group_title: { type: 'text', need: NEED.group, value: (call) => optionalText(call.group?.title ?? null) },
  intake_version: { type: 'int', need: NEED.intake, value: (call) => call.intakeVersion },
  file_ids: { type: 'text', need: NEED.files, value: (call) => call.fileIds.join(',') },
} satisfies Readonly<Record<string, Column>>;

/** The endpoints into channels whose answers list the members. */
export const LISTING_MEMBERS: readonly string[] = [
  'channel_incoming',
  'channel_incoming_by_id',
] satisfies EndpointName[];

const NEED_OF_KIND: Readonly<Record<Target['kind'], number>> = {
  channel_by_name: NEED.channelName,
  channel_by_id: NEED.channelId,
  bot: NEED.bot,
  application: NEED.application,
  chat: NEED.chat,
  missing_chat: NEED.chat,
  none: 0,
};

/** The needs of one call; a batch has those of all its calls. */
export function needsOf(call: Acceptance): number {
  const { target, receivers } = call;
  let needs = NEED_OF_KIND[target.kind];
  if (chatFeedOf(target) !== null) needs |= NEED.chat;
  if (isAlsoInParent(target)) needs |= NEED.parent | NEED.recipients;
  if (senderBotOf(target) !== null) needs |= NEED.senderBot;
  if (call.orgId !== null) needs |= NEED.organization;
  if (call.handlerChannel !== null) needs |= NEED.handlerChannel;
  if (call.refusal !== null) needs |= NEED.refusal;
  if (receivers.kind !== 'feed' && receivers.kind !== 'none') needs |= NEED.recipients;
  if (call.keyHash !== null) needs |= NEED.keyed;
  if (call.isTest) needs |= NEED.test;
  if (call.fileIds.length > 0) needs |= NEED.files;
  if (call.requestShort !== null) needs |= NEED.shortRequest;
  if (call.group !== null) needs |= NEED.group;
  if (call.intakeVersion !== null) needs |= NEED.intake;
  if (LISTING_MEMBERS.includes(call.endpoint)) needs |= NEED.channelMembers;
  return needs;
}
