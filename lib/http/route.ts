import 'server-only';
import type { z } from 'zod';
import type { Administrator, SignedInUser, SteppedUpUser } from '@/lib/auth/principals';
import { requireAdministrator } from '@/lib/auth/require-administrator';
import { userOfRequest } from '@/lib/auth/session/user-of-request';
import { AppError } from '@/lib/errors';
import { requireStepUp } from '@/lib/step-up/require-step-up';
import { readBodyText } from './body-limit';
import { problem } from './problem';
import { requireSameOrigin } from './same-origin';

type Principals = {
  public: null;
  signedIn: SignedInUser;
  steppedUp: SteppedUpUser;
  administrator: Administrator;
  steppedUpAdministrator: SteppedUpUser & Administrator;
};
type Gate = keyof Principals;
type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

type Definition<G extends Gate, P, Q, B> = {
  gate: G;
  params?: P;
  query?: Q;
  body?: B;
};
type Input<G extends Gate, P, Q, B> = {
  user: Principals[G];
  params: Parsed<P>;
  query: Parsed<Q>;
  body: Parsed<B>;
  request: Request;
};

/**
 * One route handler of the application: origin (for state changes) → principal → schemas → verb. The verb's result is
 * sent as JSON, undefined as 204, a Response as it is; errors as problem+json.
 */
export function route<
  G extends Gate,
  P extends z.ZodType | undefined = undefined,
  Q extends z.ZodType | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(definition: Definition<G, P, Q, B>, verb: (input: Input<G, P, Q, B>) => Promise<unknown>) {
  return async (request: Request, context: { params: Promise<unknown> }): Promise<Response> => {
    try {
      if (request.method !== 'GET' && request.method !== 'HEAD') requireSameOrigin(request);
      const user = await principal(definition.gate, request);
      const params = parse(definition.params, await context.params);
      const query = parse(definition.query, Object.fromEntries(new URL(request.url).searchParams));
      const body = parse(definition.body, definition.body && (await readJson(request)));
      const result = await verb({ user, params, query, body, request } as Input<G, P, Q, B>);
      return reply(result);
    } catch (error) {
      return problem(error);
    }
  };
}

async function principal(gate: Gate, request: Request) {
  if (gate === 'public') return null;
  const user = await userOfRequest(request);
  if (!user) throw new AppError('sign_in_required', 'Sign in to continue.');
  if (gate === 'signedIn') return user;
  const admitted = gate === 'steppedUp' ? user : requireAdministrator(user);
  return gate === 'administrator' ? admitted : requireStepUp(admitted);
}

function parse(schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined;
  const parsed = schema.safeParse(input);
  if (parsed.success) {
    const field = unstorableIn(parsed.data);
    if (field === null) return parsed.data;
    throw new AppError(
      'invalid_input',
      'A text holds a character that cannot be kept (NUL or half an emoji); remove it.',
      { field },
    );
  }
  const issue = parsed.error.issues[0];
  const field = issue?.path.join('.') || undefined;
  throw new AppError('invalid_input', `${issue?.message ?? 'The request cannot be read.'}`, { field });
}

/** The field whose text Postgres cannot store: it takes neither NUL nor half a surrogate pair. */
function unstorableIn(value: unknown, field = ''): string | null {
  if (typeof value === 'string') return /\0|\p{Cs}/u.test(value) ? field : null;
  if (typeof value !== 'object' || value === null) return null;
  for (const [key, part] of Object.entries(value)) {
    const found = unstorableIn(key, field) ?? unstorableIn(part, field ? `${field}.${key}` : key);
    if (found !== null) return found;
  }
  return null;
}

async function readJson(request: Request): Promise<unknown> {
  const text = await readBodyText(request);
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new AppError('invalid_input', 'The request body must be JSON.', { field: 'body' });
  }
}

function reply(result: unknown): Response {
  if (result instanceof Response) return result;
  const headers = { 'cache-control': 'no-store' };
  return result === undefined
    ? new Response(null, { status: 204, headers })
    : Response.json(result, { headers });
}
