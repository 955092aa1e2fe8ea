import type { HandlerTest } from '@/lib/handlers/schema';
import type { InvocationDetail } from '@/lib/webhook-tokens/dto';

/** A request as the test panel's fields hold it. */
export type Sample = { method: HandlerTest['method']; query: string; headers: string; body: string };

const METHODS: readonly HandlerTest['method'][] = ['POST', 'GET', 'PUT', 'DELETE', 'HEAD'];
type Call = Pick<InvocationDetail, 'method' | 'query' | 'headers' | 'body' | 'bodySize'>;

/** A recorded call as a sample, and what of it cannot be tried; its credentials were removed when it was recorded. */
export function sampleOf({ method, query, headers, body, bodySize }: Call): { sample: Sample; note: string } {
  const sample: Sample = {
    method: METHODS.find((known) => known === method) ?? 'POST',
    query: query.replace(/^\?/, ''),
    headers: headers.map(([name, value]) => `${name}: ${value}`).join('\n'),
    body: body && !body.binary ? body.text : '',
  };
  return { sample, note: noteOn(body, bodySize) };
}

function noteOn(body: Call['body'], bodySize: number): string {
  if (bodySize === 0) return '';
  if (body === null) return 'The body of this call was not kept.';
  if (body.binary) return 'The body of this call is not text and is left out.';
  return body.cut ? 'Only the beginning of this call’s body is filled in.' : '';
}
