/**
 * The webhook endpoints: one table, read by the router, Get Webhook URL, the API reference and the contract tests.
 * Browser-safe. Each path exists bare and for one organisation or network: see `endpoints/match.ts`.
 */
type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';

/** What the segment in braces names. */
export type TargetKind = 'channel_name' | 'channel_id' | 'bot' | 'application' | 'chat' | 'user';

export type Endpoint = {
  readonly name: string;
  readonly methods: readonly Method[];
  /** Below `/api/v2`; the segment in braces is the target's name or id, percent-encoded or raw. */
  readonly path: string;
  /** The spelling below `/api/v3`, where it differs. */
  readonly v3Path?: string;
  readonly target: TargetKind;
  readonly credentials: readonly ('zapikey' | 'appkey')[];
  /**
   * `message`: the body is the message. `incoming`: a handler or `lib/providers` makes the message from any body.
   * `files`: the files of a multipart body are the message. `subscribers`: the call reads, its body is ignored.
   */
  readonly takes: 'message' | 'incoming' | 'files' | 'subscribers';
  /** The status without `sync_message`. */
  readonly success: 200 | 204;
};

const ANY_METHOD: readonly Method[] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

export const API_PREFIX = '/api/v2';
export const API_V3_PREFIX = '/api/v3';

export const endpoints = [
  {
    name: 'channel_message',
    methods: ['POST'],
    path: '/channelsbyname/{channel_unique_name}/message',
    v3Path: '/channelsbyname/{channel_unique_name}/messages',
    target: 'channel_name',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'channel_message_by_id',
    methods: ['POST'],
    path: '/channels/{channel_id}/message',
    v3Path: '/channels/{channel_id}/messages',
    target: 'channel_id',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'bot_message',
    methods: ['POST'],
    path: '/bots/{bot_unique_name}/message',
    v3Path: '/bots/{bot_unique_name}/messages',
    target: 'bot',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'chat_message',
    methods: ['POST'],
    path: '/chats/{chat_id}/message',
    v3Path: '/chats/{chat_id}/messages',
    target: 'chat',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'buddy_message',
    methods: ['POST'],
    path: '/buddies/{email_or_user_id}/message',
    target: 'user',
    credentials: ['zapikey'],
    takes: 'message',
    success: 204,
  },
  {
    name: 'channel_files',
    methods: ['POST'],
    path: '/channelsbyname/{channel_unique_name}/files',
    target: 'channel_name',
    credentials: ['zapikey'],
    takes: 'files',
    success: 204,
  },
  {
    name: 'channel_files_by_id',
    methods: ['POST'],
    path: '/channels/{channel_id}/files',
    target: 'channel_id',
    credentials: ['zapikey'],
    takes: 'files',
    success: 204,
  },
  {
    name: 'bot_files',
    methods: ['POST'],
    path: '/bots/{bot_unique_name}/files',
    target: 'bot',
    credentials: ['zapikey'],
    takes: 'files',
    success: 204,
  },
  {
    name: 'chat_files',
    methods: ['POST'],
    path: '/chats/{chat_id}/files',
    target: 'chat',
    credentials: ['zapikey'],
    takes: 'files',
    success: 204,
  },
  {
    name: 'buddy_files',
    methods: ['POST'],
    path: '/buddies/{email_or_user_id}/files',
    target: 'user',
    credentials: ['zapikey'],
    takes: 'files',
    success: 204,
  },
  {
    name: 'channel_incoming',
    methods: ANY_METHOD,
    path: '/channelsbyname/{channel_unique_name}/incoming',
    v3Path: '/channelsbyname/{channel_unique_name}/incoming',
    target: 'channel_name',
    credentials: ['zapikey'],
    takes: 'incoming',
    success: 200,
  },
  {
    name: 'channel_incoming_by_id',
    methods: ANY_METHOD,
    path: '/channels/{channel_id}/incoming',
    v3Path: '/channels/{channel_id}/incoming',
    target: 'channel_id',
    credentials: ['zapikey'],
    takes: 'incoming',
    success: 200,
  },
  {
    name: 'bot_incoming',
    methods: ANY_METHOD,
    path: '/bots/{bot_unique_name}/incoming',
    v3Path: '/bots/{bot_unique_name}/incoming',
    target: 'bot',
    credentials: ['zapikey'],
    takes: 'incoming',
    success: 200,
  },
  {
    name: 'application_incoming',
    methods: ANY_METHOD,
    path: '/applications/{app_id}/incoming',
    target: 'application',
    credentials: ['appkey', 'zapikey'],
    takes: 'incoming',
    success: 200,
  },
  {
    name: 'bot_subscribers',
    methods: ['GET', 'HEAD'],
    path: '/bots/{bot_unique_name}/subscribers',
    target: 'bot',
    credentials: ['zapikey'],
    takes: 'subscribers',
    success: 200,
  },
] as const satisfies readonly Endpoint[];

export type EndpointName = (typeof endpoints)[number]['name'];
