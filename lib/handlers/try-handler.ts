import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { readMessageContent } from '@/lib/messages/content';
import { understandingOf } from '@/lib/understanding/get-understanding';
import { parseIncomingBody } from '@/lib/webhooks/body/parse-incoming';
import type { HandlerAnswer } from '@/lib/webhooks/message/handler-answer';
import { countTrial } from './count-trial';
import type { TestRun } from './dto';
import { handlerHost } from './host/handler-host';
import { trialOf } from './pool/flow';
import { Undeliverable } from './receivers/find-receivers';
import { readAnswer } from './receivers/read-answer';
import { type TrialOf, whereItPosts } from './receivers/where-it-posts';
import { runHandler } from './run-handler';
import type { HandlerTest } from './schema';
import { StoreRun } from './store/store-run';

/**
 * Runs code with a sample request as if the user's token had called, and tells what a call would have become; nothing
 * is stored or sent. It reads the real store; its writes are shown and thrown away.
 * @throws {AppError} like a real call, when the sample's body cannot be read; `too_many_attempts`, and
 * `temporarily_unavailable` while too many of the user's test runs wait.
 */
export async function tryHandler(
  user: SignedInUser,
  { code, method, headers, params, body }: HandlerTest,
  of: TrialOf,
): Promise<TestRun> {
  const rawBody = new TextEncoder().encode(body);
  const sent = await parseIncomingBody(rawBody, headers);
  await countTrial(user);
  const store = new StoreRun(
    { feedId: of.feedId, inSandbox: of.environment === 'sandbox' },
    { isTrial: true },
  );
  const understanding = await understandingOf(of.feedId);
  const outcome = await runHandler(
    code,
    {
      headers,
      params,
      body: sent.value,
      http_method: method,
      user: { id: user.id, email: user.email, name: user.name },
      environment: of.environment,
    },
    trialOf(user),
    handlerHost({ rawBody, sent, store, understanding }),
  );
  const nothing = {
    outcome,
    message: null,
    answer: {},
    destination: null,
    respond: null,
    notes: [],
    stored: store.changes(),
    problem: null,
  };
  if (!outcome.ok) return nothing;
  let { notes }: Pick<HandlerAnswer, 'notes'> = nothing;
  try {
    const read = readAnswer(outcome.value);
    notes = read.notes;
    const destination = await whereItPosts(user, of, read);
    const message = read.message === null ? null : readMessageContent(read.message);
    return { ...nothing, message, destination, answer: read.extra, respond: read.respond, notes };
  } catch (error) {
    if (error instanceof Undeliverable) return { ...nothing, notes, problem: error.message };
    throw error;
  }
}
