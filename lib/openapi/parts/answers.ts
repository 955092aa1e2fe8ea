import type { Endpoint } from '@/lib/webhooks/endpoints/table';
import { wireBotChatId, wireBotMessageId, wireMessageId } from '@/lib/webhooks/endpoints/wire-ids';
import type { Example, JsonSchema } from './types';

/** A success: its status and, for one with a body, the name of schema and example in the document. */
export type Answer = { status: 200 | 204; description: string; body?: keyof typeof answerSchemas };

const USER = '1767225600000104729';
const SENT_AT_MS = 1_767_225_600_000;
const id = { type: 'string' };

export const answerSchemas = {
  MessageSent: {
    type: 'object',
    description: 'The answer to a message with `sync_message`.',
    properties: {
      message_id: {
        type: 'string',
        description: 'Milliseconds since 1970, `_`, a number.',
        pattern: '^\\d+_\\d+$',
      },
    },
    required: ['message_id'],
    additionalProperties: false,
  },
  BotMessageSent: {
    type: 'object',
    description: 'The answer to a message with `sync_message` to a bot: who got it, and where.',
    properties: {
      user_ids: { type: 'array', items: id },
      message_details: {
        type: 'object',
        description: 'By user id.',
        additionalProperties: {
          type: 'object',
          properties: {
            chat_id: { type: 'string', pattern: '^CT_\\d+-B.+$' },
            message_id: { type: 'string', description: 'Percent-encoded.', pattern: '^\\d+%20\\d+$' },
          },
          required: ['chat_id', 'message_id'],
          additionalProperties: false,
        },
      },
    },
    required: ['user_ids', 'message_details'],
    additionalProperties: false,
  },
  IncomingAnswer: {
    type: 'object',
    description: 'Who got the message, and whatever further keys a handler returned.',
    properties: { user_ids: { type: 'array', items: id } },
    required: ['user_ids'],
    additionalProperties: true,
  },
  Subscribers: {
    type: 'object',
    description: 'One page of the people who subscribed to the bot.',
    properties: {
      url: { type: 'string' },
      type: { type: 'string', const: 'user' },
      data: {
        type: 'array',
        items: {
          type: 'object',
          properties: { user_id: id, email_id: { type: 'string' }, name: { type: 'string' } },
          required: ['user_id', 'email_id', 'name'],
          additionalProperties: false,
        },
      },
      next_token: { type: 'string', description: 'For the next page; missing on the last one.' },
      sync_token: { type: 'string' },
    },
    required: ['url', 'type', 'data', 'sync_token'],
    additionalProperties: false,
  },
} satisfies Record<string, JsonSchema>;

export const answerExamples: Record<keyof typeof answerSchemas, Example> = {
  MessageSent: { summary: 'Sent', value: { message_id: wireMessageId(SENT_AT_MS, 7, 1024) } },
  BotMessageSent: {
    summary: 'Sent to one person',
    value: {
      user_ids: [USER],
      message_details: {
        [USER]: {
          chat_id: wireBotChatId(9, '1767225600000271828'),
          message_id: wireBotMessageId(SENT_AT_MS, 9, 12),
        },
      },
    },
  },
  IncomingAnswer: { summary: 'Sent to one person', value: { user_ids: [USER] } },
  Subscribers: {
    summary: 'The only page',
    value: {
      url: '/api/v2/bots/herald/subscribers',
      type: 'user',
      data: [{ user_id: USER, email_id: 'ada@example.com', name: 'Ada Lovelace' }],
      sync_token: Buffer.from(String(SENT_AT_MS)).toString('base64url'),
    },
  },
};

/** The successes of an endpoint, the usual one first. */
export function answersOf({ takes, target, success }: Endpoint): Answer[] {
  switch (takes) {
    case 'message': {
      const sent: Answer = { status: 204, description: 'Stored.' };
      const body = target === 'bot' ? 'BotMessageSent' : 'MessageSent';
      return [sent, { status: 200, description: 'Stored; the message had `sync_message`.', body }];
    }
    case 'incoming':
      return [
        {
          status: 200,
          description:
            'The message made of the call was stored. A handler may ask for another answer, with a status of 2xx or 4xx.',
          body: 'IncomingAnswer',
        },
      ];
    case 'files':
      return [{ status: success, description: 'Stored.' }];
    case 'subscribers':
      return [{ status: 200, description: 'A page of subscribers.', body: 'Subscribers' }];
  }
}
