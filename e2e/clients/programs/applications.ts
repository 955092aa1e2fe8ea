import type { Replay } from '../replay';

const FETCH = [
  'host: {host}',
  'connection: keep-alive',
  'content-type: application/json',
  'accept: */*',
  'accept-language: *',
  'sec-fetch-mode: cors',
  'user-agent: node',
  'accept-encoding: gzip, deflate',
  'content-length: {length}',
];

/** People's own applications, as they call the incoming endpoint of a bot. */
export const applications: Replay[] = [
  {
    client: 'A server action with fetch (response.ok, then json())',
    to: 'bot',
    request: ({ bot, token }) => ({
      line: `POST /api/v2/bots/${bot}/incoming?zapikey=${token} HTTP/1.1`,
      headers: FETCH,
      body: '{"text":"Contact form: please call back"}',
    }),
    success: '2xx, and the body is JSON',
    shows: 'Contact form: please call back',
  },
  {
    // The proxy hands on the page's request in the query, with a number against caches.
    client: 'A proxy function with fetch (GET, then json())',
    to: 'bot',
    request: ({ bot, token }) => ({
      line: `GET /api/v2/bots/${bot}/incoming?zapikey=${token}&_t=1764212645123&action=createTask&title=Water+the+plants HTTP/1.1`,
      headers: FETCH.filter((line) => !line.startsWith('content-')),
    }),
    success: '2xx, and the body is JSON',
    shows: 'Water the plants',
  },
  {
    client: 'A deploy notification of a host (a nested payload, company URL)',
    to: 'bot',
    request: ({ orgId, bot, token }) => ({
      line: `POST /company/${orgId}/api/v2/bots/${bot}/incoming?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: Netlify',
        'Content-Length: {length}',
        'Content-Type: application/json',
        'X-Netlify-Event: deploy_created',
        'Accept-Encoding: gzip',
      ],
      body: '{"id":"6746a1b2","state":"ready","name":"shop","url":"http://shop.example.com","committer":"grace","summary":{"status":"ready","messages":[{"type":"info","title":"3 new files uploaded"}]},"deploy_time":41}',
    }),
    success: 'status is 2xx',
    shows: '3 new files uploaded',
  },
  {
    client: 'A spreadsheet script (UrlFetchApp)',
    to: 'channel',
    request: ({ orgId, channel, token }) => ({
      line: `POST /company/${orgId}/api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: Mozilla/5.0 (compatible; Google-Apps-Script; beanserver; +https://script.google.com; id: UAEmdDd)',
        'Content-Type: application/json',
        'Accept-Encoding: gzip, deflate, br',
        'Content-Length: {length}',
      ],
      body: '{"text":"### 週間レポート\\n決定事項：3件","card":{"title":"Board","theme":"7"}}',
    }),
    success: 'status is 200 or 204',
    shows: '週間レポート',
  },
];
