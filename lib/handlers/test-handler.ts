import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { isAppError } from '@/lib/errors';
import { readMessageContent } from '@/lib/messages/message-content';
import { parseIncomingBody } from '@/lib/webhooks/body/parse-incoming';
import { readHandlerValue } from '@/lib/webhooks/handler-answer';
import { countTrial } from './count-trial';
import type { TestRun } from './dto';
import { trialOf } from './handler-flow';
import type { HandlerInput } from './handler-types';
import { runHandler } from './run-handler';
import type { HandlerTest } from './schema';

/**
 * Runs code with a sample request as if the user's token had called, and says what a call would have become; nothing
 * is stored or sent.
 * @throws {AppError} as a real call would, when the sample's body cannot be read; `too_many_attempts`, and
 * `temporarily_unavailable` while too many of the user's test runs wait.
 */
export async function testHandler(
  user: SignedInUser,
  { code, method, headers, params, body }: HandlerTest,
  environment: HandlerInput['environment'],
): Promise<TestRun> {
  const { value } = await parseIncomingBody(new TextEncoder().encode(body), headers);
  await countTrial(user);
  const outcome = await runHandler(
    code,
    {
      headers,
      params,
      body: value,
      http_method: method,
      user: { id: user.id, email: user.email, name: user.name },
      environment,
    },
    trialOf(user),
  );
  const nothing = { outcome, message: null, answer: {}, respond: null, notes: [], problem: null };
  if (!outcome.ok) return nothing;
  const read = readHandlerValue(outcome.value);
  if (isAppError(read)) return { ...nothing, problem: read.reason ?? read.message };
  return {
    ...nothing,
    message: read.message === null ? null : readMessageContent(read.message),
    answer: read.extra,
    respond: read.respond,
    notes: read.notes,
  };
}
