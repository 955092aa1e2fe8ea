import type { Replay } from '../replay';

const HEAD = ['Host: {host}', 'User-Agent: curl/7.88.1', 'Accept: */*'];

/** What curl puts on the wire in the spellings that people use. With -f, only 4xx and 5xx are failures. */
export const curl: Replay[] = [
  {
    client: 'curl -d without -H (JSON that calls itself a form)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [...HEAD, 'Content-Length: {length}', 'Content-Type: application/x-www-form-urlencoded'],
      body: '{"text":"disk /dev/sda1 at 91 % + rising & more"}',
    }),
    success: 'status is below 400',
    shows: 'disk /dev/sda1 at 91 % + rising & more',
  },
  {
    client: 'curl --data-urlencode',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [...HEAD, 'Content-Length: {length}', 'Content-Type: application/x-www-form-urlencoded'],
      body: 'text=%7Bbraces%7D%20and%20%26%20encoded',
    }),
    success: 'status is below 400',
    shows: '{braces} and & encoded',
  },
  {
    client: 'curl -F (multipart)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        ...HEAD,
        'Content-Length: {length}',
        'Content-Type: multipart/form-data; boundary=------------------------3c0f2a9d1e7b4a55',
      ],
      body: '--------------------------3c0f2a9d1e7b4a55\r\nContent-Disposition: form-data; name="text"\r\n\r\nsent as multipart\r\n--------------------------3c0f2a9d1e7b4a55--\r\n',
    }),
    success: 'status is below 400',
    shows: 'sent as multipart',
  },
  {
    client: 'curl --json',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: curl/7.88.1',
        'Content-Type: application/json',
        'Accept: application/json',
        'Content-Length: {length}',
      ],
      body: '{"text":"sent with --json"}',
    }),
    success: 'status is below 400',
    shows: 'sent with --json',
  },
  {
    client: 'curl -G (everything in the query)',
    to: 'bot',
    request: ({ bot, token }) => ({
      line: `GET /api/v2/bots/${bot}/incoming?zapikey=${token}&text=backup%20finished HTTP/1.1`,
      headers: HEAD,
    }),
    success: '2xx, and the JSON has user_ids',
    shows: 'backup finished',
  },
  {
    client: 'curl -T - (chunked)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [...HEAD, 'Transfer-Encoding: chunked', 'Content-Type: application/json'],
      chunks: ['{"text":"in', ' three', ' chunks"}'],
    }),
    success: 'status is below 400',
    shows: 'in three chunks',
  },
  {
    client: 'curl of a large body (Expect: 100-continue)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        ...HEAD,
        'Content-Length: {length}',
        'Content-Type: application/json',
        'Expect: 100-continue',
      ],
      body: `{"text":"after a hundred","slides":[{"type":"text","data":"${'long '.repeat(300)}"}]}`,
      expectsContinue: true,
    }),
    success: 'status is below 400',
    shows: 'after a hundred',
  },
  {
    client: 'curl --http1.0',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.0`,
      headers: [...HEAD, 'Content-Length: {length}', 'Content-Type: application/json'],
      body: '{"text":"as in 1996"}',
    }),
    success: 'status is below 400',
    shows: 'as in 1996',
  },
];
