import { expect } from 'vitest';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import { MAX_BODY_BYTES } from '../../call/call';
import type { Answer, Arranged, Kept } from './arranged';
import type { Lane } from './lanes';
import { callOf, feedsOf, newMessages, readStored, type Stored, type StoredMessage } from './read-back';
import { COMPANION, type Situation } from './situations';
import { keptBody, type SameEverywhere, sentBytes, verdictOf } from './verdict-of';
import type { World } from './world';

/**
 * Makes the call in one situation, checks its answer and traces against the promise, and returns them for comparison.
 */
export async function checkRun(
  world: World,
  call: Arranged,
  situation: Situation,
  lane: Lane,
): Promise<SameEverywhere[]> {
  const before = await readStored(world, call);
  const { answers, companions, unexpected } = await situation.perform(call, world, lane);
  expect(unexpected).toEqual([]);
  const feeds = await feedsOf(call.kept);
  const [after, all] = await Promise.all([readStored(world, call), newMessages(world, before, feeds)]);
  const messages = all.filter(({ content }) => content !== JSON.stringify({ text: COMPANION }));
  const read = await Promise.all(
    answers.map(async (response) => ({ response, body: await response.text() })),
  );
  for (const { response, body } of read) checkAnswer(response, body, call.answer);
  checkMessages(messages, call.kept, feeds);
  checkNumbers(all, before);
  const calls = await Promise.all(read.map(({ response }) => checkCall(call, response)));
  checkCounts(call, before, after, { companions, copies: read.length });
  if (!call.meanwhile) checkUnread(before, after, all);
  for (const recorded of calls) if (recorded) checkBody(recorded, messages, call.init);
  return read.map((one, n) => verdictOf(world, one, calls[n], messages, call.init));
}

function checkAnswer(response: Response, body: string, { status, code, json, headers = {} }: Answer) {
  expect({ status: response.status, body }).toEqual({ status, body: expect.any(String) });
  expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
  expect(response.headers.get('set-cookie')).toBeNull();
  for (const [name, value] of Object.entries(headers))
    expect([name, response.headers.get(name)]).toEqual([name, value]);
  if (code === undefined && json === undefined) return expect(body).toBe('');
  expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
  const answered = JSON.parse(body);
  if (json !== undefined) expect(answered).toMatchObject(json as object);
  if (code === undefined) return;
  expect(answered).toMatchObject({ code, message: expect.stringMatching(/[.)]$/) });
}

function checkMessages(stored: readonly StoredMessage[], { messages = [] }: Kept, feeds: readonly number[]) {
  const shown = stored.map(({ feed_id, recipient_id, bot_id, content }) => ({
    in: feed_id,
    to: recipient_id,
    bot: bot_id,
    content: JSON.parse(content),
  }));
  const promised = messages.map(({ to = null, bot = null, content = {} }, n) => ({
    in: feeds[n],
    to,
    bot,
    content,
  }));
  const inOrder = <T extends { in?: number; to: string | null }>(list: T[]) =>
    list.sort((a, b) => `${a.in}/${a.to}`.localeCompare(`${b.in}/${b.to}`));
  expect(inOrder(shown)).toHaveLength(promised.length);
  expect(shown).toMatchObject(inOrder(promised));
}

/** In each feed the numbers continue without gaps. */
function checkNumbers(messages: readonly StoredMessage[], { seqs }: Stored) {
  const next = new Map(seqs);
  for (const { feed_id, seq } of messages) {
    next.set(feed_id, (next.get(feed_id) ?? 0) + 1);
    expect([feed_id, Number(seq)]).toEqual([feed_id, next.get(feed_id)]);
  }
}

type RecordedCall = NonNullable<Awaited<ReturnType<typeof callOf>>>;

async function checkCall({ by, answer, kept }: Arranged, response: Response) {
  if (!by) return undefined;
  const call = await callOf(by.id, response.headers.get('x-request-id') ?? '');
  const { outcome = answer.code ?? 'accepted', reason = null } = kept;
  const isCopy = call?.outcome === 'replayed';
  expect(call).toMatchObject({
    status: answer.status,
    outcome: isCopy ? 'replayed' : outcome,
    reason: isCopy ? expect.stringContaining('The same idempotency key') : reason,
  });
  return call;
}

/** The history has the body as it was sent, of refused calls the beginning, and its whole size. */
function checkBody(call: RecordedCall, messages: readonly StoredMessage[], init?: RequestInit) {
  const sent = sentBytes(init);
  if (sent === null) return;
  const read = sent.length > MAX_BODY_BYTES ? Buffer.alloc(0) : sent;
  const isRefused = !['accepted', 'test', 'replayed'].includes(String(call.outcome));
  const kept = isRefused ? read.subarray(0, REFUSAL_QUOTA.bodyBytes) : read;
  expect({ size: call.body_size, body: keptBody(call, messages) ?? '' }).toEqual({
    size: read.length,
    body: kept.toString(),
  });
}

const isAccepted = (status: number) => status < 400;

function checkCounts(
  { answer, kept, by }: Arranged,
  before: Stored,
  after: Stored,
  { companions, copies }: { companions: number[]; copies: number },
) {
  const { isUncounted = false, outcome, threads = 0, directChats = 0, files = 0 } = kept;
  const isCounted = !isUncounted && outcome !== 'replayed';
  const others = companions.filter(isAccepted).length;
  const accepted = isAccepted(answer.status) && isCounted ? (kept.accepted ?? 1) + others : others;
  const refused = Number(!isAccepted(answer.status)) + companions.length - others;
  const less = (name: Exclude<keyof Stored, 'seqs' | 'unread'>) => after[name] - before[name];
  const known = by !== null;
  expect({
    calls: less('calls'),
    counted: [less('invocations'), less('refusals')],
    charted: [less('accepted'), less('refused')],
    threads: less('threads'),
    directChats: less('directChats'),
    files: less('files'),
  }).toEqual({
    calls: known ? copies + companions.length : 0,
    counted: known ? [accepted, refused] : [0, 0],
    charted: known ? [accepted, refused] : [0, 0],
    threads,
    directChats,
    files,
  });
}

/** Each message is unread for everybody who can see it, and for nobody else. */
function checkUnread(before: Stored, after: Stored, messages: readonly StoredMessage[]) {
  for (const [key, unread] of before.unread) {
    const [userId, feedId] = key.split('/');
    const more = messages.filter(
      ({ feed_id, recipient_id }) =>
        feed_id === Number(feedId) && (recipient_id === null || recipient_id === userId),
    );
    expect([key, after.unread.get(key)]).toEqual([key, unread + more.length]);
  }
}
