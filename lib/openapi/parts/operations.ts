import 'server-only';
import { API_PREFIX, API_V3_PREFIX, type Endpoint } from '@/lib/webhooks/endpoints/table';
import { endpointDescription, endpointTitle } from '../texts/endpoints';
import { parametersOf } from './parameters';
import { requestBodyOf } from './request-bodies';
import { responsesOf } from './responses';
import { securityOf } from './security';
import type { Method, Operation, PathItem } from './types';

/** Groups of operations, by what they take. */
export const tags: Record<Endpoint['takes'], { name: string; description: string }> = {
  message: { name: 'Messages', description: 'The body is the message as it stands.' },
  incoming: {
    name: 'Incoming webhooks',
    description: 'The body is anything; a handler makes the message of it, or Postern itself.',
  },
  files: { name: 'Files', description: 'The files are the message.' },
  subscribers: { name: 'Subscribers', description: 'Reading, not posting.' },
};

/** One path for each endpoint, and one for its v3 spelling. */
export function pathsOf(endpoints: readonly Endpoint[]): Record<string, PathItem> {
  return Object.fromEntries(
    endpoints.flatMap((endpoint) => {
      const v2 = `${API_PREFIX}${endpoint.path}`;
      const item: [string, PathItem] = [v2, pathItem(endpoint, '', '')];
      if (endpoint.v3Path === undefined) return [item];
      const note = ` The v3 spelling of \`${v2}\`.`;
      return [item, [`${API_V3_PREFIX}${endpoint.v3Path}`, pathItem(endpoint, '_v3', note)]];
    }),
  );
}

function pathItem(endpoint: Endpoint, suffix: string, note: string): PathItem {
  return Object.fromEntries(
    endpoint.methods.map((method): [string, Operation] => {
      const several = endpoint.methods.length > 1 ? `_${method.toLowerCase()}` : '';
      const body = method === 'POST' || method === 'PUT' ? requestBodyOf(endpoint) : undefined;
      return [
        method.toLowerCase() as Method,
        {
          operationId: `${endpoint.name}${several}${suffix}`,
          tags: [tags[endpoint.takes].name],
          summary: endpointTitle(endpoint),
          description: endpointDescription(endpoint) + note,
          parameters: parametersOf(endpoint),
          ...(body ? { requestBody: body } : {}),
          responses: responsesOf(endpoint, method),
          security: securityOf(endpoint),
        },
      ];
    }),
  );
}
