import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { parseIncomingBody } from '@/lib/webhooks/parse-body';
import type { HandlerInput, HandlerOutcome } from './handler-types';
import { runHandler } from './run-handler';
import type { HandlerTest } from './schema';

/**
 * Runs code with a sample request as if the user's token had called; nothing is stored or sent.
 * @throws {AppError} as a real call would, when the sample's body cannot be read.
 */
export async function testHandler(
  user: SignedInUser,
  { code, method, headers, params, body }: HandlerTest,
  environment: HandlerInput['environment'],
): Promise<HandlerOutcome> {
  const { value } = await parseIncomingBody({ bytes: new TextEncoder().encode(body), headers });
  return runHandler(code, {
    headers,
    params,
    body: value,
    http_method: method,
    user: { id: user.id, email: user.email, name: user.name },
    environment,
  });
}
