import 'server-only';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';
import { type Endpoint, endpoints } from '@/lib/webhooks/endpoints/table';
import { answerExamples, answerSchemas } from './parts/answers';
import { responseHeaders } from './parts/headers';
import { messageExamples } from './parts/message-examples';
import { messageSchemas } from './parts/message-schemas';
import { pathsOf, tags } from './parts/operations';
import { sharedParameters } from './parts/parameters';
import { otherRequestExamples, requestSchemas } from './parts/request-bodies';
import { errorExamples, errorResponses, errorSchema } from './parts/responses';
import { securitySchemes } from './parts/security';
import type { Example, OpenApiDocument, Server } from './parts/types';
import { generalSections, messageSection } from './texts/document';

/**
 * The webhook API of this installation in OpenAPI 3.1, made of the endpoint table, the message schema and the error
 * table. It depends only on the settings, so it is made once.
 */
export function openApiDocument(): OpenApiDocument {
  return singleton('openapi-document', make);
}

function make(): OpenApiDocument {
  const all: readonly Endpoint[] = endpoints;
  const publicUrl = env().publicUrl.href.replace(/\/+$/, '');
  const taken = new Set(all.map(({ takes }) => takes));
  return {
    openapi: '3.1.0',
    info: {
      title: 'Postern webhooks',
      version: '2.0',
      summary: 'Post into channels, bots, extensions and chats with a webhook token.',
      description: [...Object.values(generalSections), messageSection]
        .map(({ title, paragraphs }) => [`## ${title}`, ...paragraphs].join('\n\n'))
        .join('\n\n'),
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: serversOf(publicUrl),
    tags: Object.entries(tags)
      .filter(([takes]) => taken.has(takes as Endpoint['takes']))
      .map(([, tag]) => tag),
    externalDocs: { url: `${publicUrl}/docs/api`, description: 'The same, to read' },
    paths: pathsOf(all),
    components: {
      schemas: { ...messageSchemas(), ...requestSchemas, ...answerSchemas, Error: errorSchema },
      responses: errorResponses(all),
      parameters: sharedParameters,
      headers: responseHeaders(),
      examples: {
        ...namedExamples(messageExamples),
        ...otherRequestExamples,
        ...answerExamples,
        ...errorExamples(),
      },
      securitySchemes,
    },
  };
}

function serversOf(publicUrl: string): Server[] {
  return [
    { url: publicUrl, description: 'This installation' },
    {
      url: `${publicUrl}/company/{org_id}`,
      description: 'The form that Cliq’s own dialog gives to copy',
      variables: { org_id: { default: 'org_id', description: 'The id of the organization' } },
    },
    {
      url: `${publicUrl}/network/{name}`,
      description: 'The form for networks',
      variables: { name: { default: 'name', description: 'Any name' } },
    },
  ];
}

/** The examples without our own additions. */
function namedExamples(examples: Record<string, Example & { targets?: unknown }>): Record<string, Example> {
  return Object.fromEntries(
    Object.entries(examples).map(([name, { targets: _, ...example }]) => [name, example]),
  );
}
