import type { Replay } from '../replay';

const AXIOS = [
  'Accept: application/json, text/plain, */*',
  'Content-Type: application/json',
  'User-Agent: axios/1.8.4',
  'Content-Length: {length}',
  'Accept-Encoding: gzip, compress, deflate, br',
  'Host: {host}',
  'Connection: keep-alive',
];

/** Nodes of workflow builders: the key where their OAuth credential puts its token, v2 paths, ids of channels. */
export const automation: Replay[] = [
  {
    client: 'An n8n node (sync_message, channel by id)',
    to: 'channel',
    request: ({ channelId, token }) => ({
      line: `POST /api/v2/channels/${channelId}/message HTTP/1.1`,
      headers: [
        'accept: application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
        'content-type: application/json',
        'user-agent: n8n zohocliq',
        `Authorization: Zoho-oauthtoken ${token}`,
        'Content-Length: {length}',
        'Host: {host}',
        'Connection: keep-alive',
      ],
      body: '{"text":"New order #1017 from Ada","sync_message":true,"bot":{"name":"Orders"},"card":{"theme":"prompt","title":"Order #1017"}}',
    }),
    success: '2xx, and the JSON has a message_id',
    shows: 'New order #1017 from Ada',
  },
  {
    client: 'An n8n node (sync_message off)',
    to: 'channel',
    request: ({ channelId, token }) => ({
      line: `POST /api/v2/channels/${channelId}/message HTTP/1.1`,
      headers: [
        'accept: application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
        'content-type: application/json',
        'user-agent: n8n zohocliq',
        `Authorization: Bearer ${token}`,
        'Content-Length: {length}',
        'Host: {host}',
        'Connection: keep-alive',
      ],
      body: '{"text":"Order #1017 was shipped","sync_message":false}',
    }),
    success: '2xx, and the body is nothing or JSON',
    shows: 'Order #1017 was shipped',
  },
  {
    client: 'A Pipedream action (channel by name)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message HTTP/1.1`,
      headers: [`Authorization: Zoho-oauthtoken ${token}`, ...AXIOS],
      body: '{"text":"A row was added to _Leads_"}',
    }),
    success: 'status is 2xx',
    shows: 'A row was added to',
  },
  {
    client: 'A Pipedream action (bot, broadcast)',
    to: 'bot',
    request: ({ bot, token }) => ({
      line: `POST /api/v2/bots/${bot}/message HTTP/1.1`,
      headers: [`Authorization: Zoho-oauthtoken ${token}`, ...AXIOS],
      body: '{"text":"The pipeline ran 14 times today","broadcast":true}',
    }),
    success: 'status is 2xx',
    shows: 'The pipeline ran 14 times today',
  },
  {
    client: 'An n8n node (a chat by its id)',
    to: 'channel',
    request: ({ chatId, token }) => ({
      line: `POST /api/v2/chats/${chatId}/message HTTP/1.1`,
      headers: [
        'accept: application/json,text/html,application/xhtml+xml,application/xml,text/*;q=0.9, image/*;q=0.8, */*;q=0.7',
        'content-type: application/json',
        'user-agent: n8n zohocliq',
        `Authorization: Zoho-oauthtoken ${token}`,
        'Content-Length: {length}',
        'Host: {host}',
        'Connection: keep-alive',
      ],
      body: '{"text":"Order #1018 waits for approval","sync_message":true}',
    }),
    success: '2xx, and the JSON has a message_id',
    shows: 'Order #1018 waits for approval',
  },
  {
    // The e-mail address stands in the path as it is.
    client: 'A Pipedream action (a direct message)',
    to: 'direct',
    request: ({ colleague, token }) => ({
      line: `POST /api/v2/buddies/${colleague}/message HTTP/1.1`,
      headers: [`Authorization: Zoho-oauthtoken ${token}`, ...AXIOS],
      body: '{"text":"Your export is ready"}',
    }),
    success: 'status is 2xx',
    shows: 'Your export is ready',
  },
];
