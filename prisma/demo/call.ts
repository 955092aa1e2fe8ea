import 'server-only';
import { receive } from '@/lib/webhooks/receive';

/** Sends a call the way a service does, so that the history is real. Resolves to the answer's body. */
export async function call(
  path: string,
  query: Record<string, string>,
  payload: unknown,
  { userAgent = 'curl/8.5.0', sourceAddress = '203.0.113.24', expected = 'accepted' } = {},
): Promise<string> {
  const { body, type } = await bodyOf(payload);
  const reply = await receive({
    method: 'POST',
    path: `/api/v2${path}`,
    query: new URLSearchParams(query).toString(),
    headers: { 'content-type': type, 'user-agent': userAgent },
    body,
    sourceAddress,
  });
  const outcome = reply.status < 300 ? 'accepted' : 'refused';
  if (outcome !== expected) {
    throw new Error(`The demonstration's call to ${path} was answered ${reply.status}: ${reply.body}`);
  }
  return reply.body ?? '';
}

/** The body: a form as a form, anything else as JSON. */
async function bodyOf(payload: unknown): Promise<{ body: Buffer; type: string }> {
  if (!(payload instanceof FormData)) {
    return { body: Buffer.from(JSON.stringify(payload)), type: 'application/json' };
  }
  const form = new Response(payload);
  return { body: Buffer.from(await form.arrayBuffer()), type: form.headers.get('content-type') ?? '' };
}
