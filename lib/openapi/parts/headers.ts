import 'server-only';
import { rateProfile } from '@/lib/webhooks/limits/limits';
import type { Header, Ref } from './types';

const text = { type: 'string' };
const seconds = { type: 'integer', minimum: 1 };

/** The headers of answers, with this installation's own limits as examples. */
export function responseHeaders(): Record<string, Header> {
  const rate = rateProfile().describe([]).headers;
  return {
    'X-Request-Id': {
      description: 'Names the call, in the usage history and in the log.',
      schema: { type: 'string', format: 'uuid' },
      example: '019c0e5a-3b5e-7c41-9f0d-2a6b8c1d4e7f',
    },
    'RateLimit-Policy': {
      description:
        'The limits: `q` calls in `w` seconds, for the user over all tokens and for what else is named.',
      schema: text,
      example: rate['RateLimit-Policy'],
    },
    RateLimit: {
      description: 'What is left of each: `r` calls; in `t` seconds it is all there again.',
      schema: text,
      example: rate.RateLimit,
    },
    'Retry-After': {
      description: 'Seconds to wait before sending the same call again.',
      schema: seconds,
      example: 1,
    },
    Allow: { description: 'The methods that the URL takes.', schema: text, example: 'POST' },
  };
}

export function headerRefs(...names: string[]): Record<string, Ref> {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
