import type { Endpoint } from '@/lib/webhooks/endpoints/table';
import { messageExamplesFor } from './message-examples';
import type { Content, Example, JsonSchema, Operation } from './types';

/** Request examples that are no messages; together with `message-examples.ts` these are all. */
export const otherRequestExamples = {
  form: { summary: 'A form', value: { text: 'Backup finished' } },
  alert: {
    summary: 'What a monitoring service sends',
    value: { title: 'DiskFull', severity: 'warning', host: 'db-2' },
  },
  event: { summary: 'A form', value: { event: 'deploy', project: 'shop' } },
  line: { summary: 'A line of text', value: 'nightly backup finished' },
  upload: {
    summary: 'A file with a comment',
    value: { files: ['report.pdf'], comments: 'Report of this week' },
  },
} satisfies Record<string, Example>;

const refs = (names: string[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/examples/${name}` }]));
const schemaRef = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** The body of a call by what its endpoint takes; undefined without one. */
export function requestBodyOf({ takes, target }: Endpoint): Operation['requestBody'] {
  switch (takes) {
    case 'message':
      return {
        description:
          'The message. JSON is read under any content type or none; a form has the keys of a message as its fields, with JSON in those that are objects or lists. Compression (gzip, deflate, br) is undone. At most 1 MiB, also after decompression.',
        required: true,
        content: messageContent(messageExamplesFor(target).map(([name]) => name)),
      };
    case 'incoming':
      return {
        description:
          'Anything. The incoming handler gets JSON and forms parsed, all else as text. Channels and whatever has no handler show the call’s own title and text, a short table of its fields, and the rest folded; text as it is, in a code block. At most 1 MiB.',
        required: false,
        content: {
          'application/json': { schema: {}, examples: refs(['alert']) },
          'application/x-www-form-urlencoded': { schema: { type: 'object' }, examples: refs(['event']) },
          'text/plain': { schema: { type: 'string' }, examples: refs(['line']) },
        },
      };
    case 'files':
      return {
        description: 'The files, each in a field of its own named `files`; at most 50 MB each.',
        required: true,
        content: { 'multipart/form-data': { schema: schemaRef('Files'), examples: refs(['upload']) } },
      };
    case 'subscribers':
      return undefined;
  }
}

function messageContent(examples: string[]): Content {
  const form = { schema: schemaRef('MessageForm'), examples: refs(['form']) };
  return {
    'application/json': { schema: schemaRef('Message'), examples: refs(examples) },
    'application/x-www-form-urlencoded': form,
    'multipart/form-data': form,
  };
}

/** Schemas of bodies other than messages in JSON. */
export const requestSchemas: Record<string, JsonSchema> = {
  MessageForm: {
    type: 'object',
    description:
      'The keys of a message; `bot`, `card`, `slides`, `buttons`, `references` and `styles` as JSON.',
    additionalProperties: { type: 'string' },
  },
  Files: {
    type: 'object',
    properties: {
      files: {
        type: 'array',
        description: 'The files themselves, 50 MB each at the most.',
        minItems: 1,
        items: { type: 'string', contentMediaType: 'application/octet-stream' },
      },
      comments: {
        type: 'string',
        description: 'A text for each file, in their order, as a JSON array; or one text.',
      },
    },
    required: ['files'],
  },
};
