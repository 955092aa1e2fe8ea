/**
 * The webhook endpoints: one table, read by the router, the URL popup and the contract tests. Browser-safe.
 * Every path exists twice, bare and below `/company/{org_id}`.
 */
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

export type Endpoint = {
  readonly name: string;
  readonly methods: readonly Method[];
  /** Below `/api/v2`; a segment in braces is the name of what is addressed, percent-encoded or raw. */
  readonly path: string;
  readonly credentials: readonly ('zapikey' | 'appkey')[];
  /** `message`: the body is a message as it stands. `incoming`: the body is anything, a handler makes the message. */
  readonly takes: 'message' | 'incoming';
  /** Without `sync_message`. */
  readonly success: 200 | 204;
};

const ANY_METHOD: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

export const API_PREFIX = '/api/v2';

export const endpoints = [
  {
    name: 'channel_message',
    methods: ['POST'],
    path: '/channelsbyname/{channel_unique_name}/message',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'channel_message_by_id',
    methods: ['POST'],
    path: '/channels/{channel_id}/message',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'bot_message',
    methods: ['POST'],
    path: '/bots/{bot_unique_name}/message',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'bot_incoming',
    methods: ANY_METHOD,
    path: '/bots/{bot_unique_name}/incoming',
    credentials: ['zapikey'],
    takes: 'incoming',
    success: 200,
  },
  {
    name: 'application_incoming',
    methods: ANY_METHOD,
    path: '/applications/{app_id}/incoming',
    credentials: ['appkey', 'zapikey'],
    takes: 'incoming',
    success: 200,
  },
] as const satisfies readonly Endpoint[];

export type EndpointName = (typeof endpoints)[number]['name'];
