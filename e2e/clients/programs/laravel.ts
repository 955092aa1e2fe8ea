import type { Replay } from '../replay';

/** PHP's JSON: slashes and everything beyond ASCII escaped. */
const BODY = String.raw`{"text":"Invoice \u2116 42 was paid","bot":{"name":"Billing"},"card":{"title":"Invoice paid","icon":"https:\/\/example.com\/icon.png","thumbnail":"https:\/\/example.com\/thumb.png","theme":"modern-inline"},"buttons":[{"label":"View","hint":"Open the invoice","action":{"type":"open.url","data":{"web":"https:\/\/example.com\/invoices\/42"}}}]}`;

/** Laravel's HTTP client (Guzzle on libcurl) with the key as a bearer token; reads `json()` of whatever comes. */
export const laravel: Replay[] = [
  {
    client: 'A Laravel notification channel (a card with a button)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message HTTP/1.1`,
      headers: [
        'Host: {host}',
        'Content-Type: application/json',
        'User-Agent: GuzzleHttp/7',
        `Authorization: Bearer ${token}`,
        'Content-Length: {length}',
      ],
      body: BODY,
    }),
    success: '2xx, and the body is nothing or JSON',
    shows: 'Invoice № 42 was paid',
  },
  {
    // The job's condition is inverted: it sends the parameter only when it is empty.
    client: 'A Laravel alert job (an empty bot_unique_name)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?bot_unique_name= HTTP/1.1`,
      headers: [
        'Content-Length: {length}',
        'User-Agent: GuzzleHttp/7',
        'Content-Type: application/json',
        'Host: {host}',
        `Authorization: Bearer ${token}`,
      ],
      body: String.raw`{"text":"You have a new subscriber to the caf\u00e9 newsletter!"}`,
    }),
    success: '2xx, and the body is nothing or JSON',
    shows: 'a new subscriber to the café newsletter',
  },
];
