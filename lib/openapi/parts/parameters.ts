import type { Endpoint, TargetKind } from '@/lib/webhooks/endpoints/table';
import { IDEMPOTENCY_HOURS } from '@/lib/webhooks/limits/idempotency-policy';
import type { Parameter, Ref } from './types';

const text = { type: 'string', minLength: 1 };

type Target = Pick<Parameter, 'description' | 'schema' | 'example'>;

/** The parameter in a path's braces. */
const targets: Record<TargetKind, Target> = {
  channel_name: {
    description: 'The channel’s unique name, as in its address.',
    schema: text,
    example: 'builds',
  },
  channel_id: { description: 'The channel’s id.', schema: text, example: '1767225600000314159' },
  bot: { description: 'The bot’s unique name.', schema: text, example: 'herald' },
  application: {
    description:
      'The app id of the extension’s sandbox or marketplace version. Up to 19 digits: keep it as text.',
    schema: { type: 'string', pattern: '^\\d{1,19}$' },
    example: '1',
  },
  chat: {
    description:
      'The id of a channel’s, a direct or a thread’s chat: `CT_` and a number, as answers and addresses have it.',
    schema: text,
    example: 'CT_12',
  },
  user: {
    description: 'A person’s e-mail address, raw or percent-encoded, or user id.',
    schema: text,
    example: 'ada@example.com',
  },
};

/** Parameters that several endpoints share. */
export const sharedParameters: Record<string, Parameter> = {
  IdempotencyKey: {
    name: 'Idempotency-Key',
    in: 'header',
    description: `Makes sending again safe: within ${IDEMPOTENCY_HOURS} hours the same call with the same key is stored once and answered the same. \`webhook-id\` is read when this one is missing.`,
    schema: { type: 'string', maxLength: 255 },
    example: 'build-1024-finished',
  },
  BotUniqueName: {
    name: 'bot_unique_name',
    in: 'query',
    description:
      'Posts as this bot instead of the token’s owner. Such a message is answered 204, also with `sync_message`.',
    schema: { type: 'string' },
    example: 'herald',
  },
  UserIds: {
    name: 'user_ids',
    in: 'query',
    description:
      'Only these of those who would get the message, as user ids or e-mail addresses with commas between them; 100 at the most. The handler’s own choice goes first.',
    schema: { type: 'string' },
    example: 'ada@example.com',
  },
  Limit: {
    name: 'limit',
    in: 'query',
    description: 'How many people a page holds at the most: 100, unless it is fewer.',
    schema: { type: 'integer', minimum: 1, maximum: 100 },
    example: 50,
  },
  NextToken: {
    name: 'next_token',
    in: 'query',
    description: 'The `next_token` of the page before.',
    schema: { type: 'string' },
  },
  SyncToken: {
    name: 'sync_token',
    in: 'query',
    description: 'The `sync_token` of an earlier list: only those who came since.',
    schema: { type: 'string' },
  },
};

const ref = (name: string): Ref => ({ $ref: `#/components/parameters/${name}` });

/** All parameters of an endpoint but its credentials, which are security schemes. */
export function parametersOf({ path, target, takes }: Endpoint): (Parameter | Ref)[] {
  const name = /\{([^}]+)\}/.exec(path)?.[1] ?? '';
  const addressed: Parameter = { name, in: 'path', required: true, ...targets[target] };
  switch (takes) {
    case 'message':
    case 'files':
      return [addressed, ...(target === 'bot' ? [] : [ref('BotUniqueName')]), ref('IdempotencyKey')];
    case 'incoming':
      return [addressed, ref('UserIds'), ref('IdempotencyKey')];
    case 'subscribers':
      return [addressed, ref('Limit'), ref('NextToken'), ref('SyncToken')];
  }
}
