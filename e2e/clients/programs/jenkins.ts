import type { Replay } from '../replay';

/** Build steps of Jenkins. No answer makes any of them stop the build; one prints the status. */
export const jenkins: Replay[] = [
  {
    client: 'A Jenkins build step (HttpURLConnection)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Content-Type: application/json',
        'User-Agent: Java/11.0.24',
        'Host: {host}',
        'Accept: text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2',
        'Connection: keep-alive',
        'Content-Length: {length}',
      ],
      body: '{"text": "Compilación #128 terminada"}',
    }),
    success: 'status is 2xx',
    shows: 'Compilación #128 terminada',
  },
  {
    client: 'A Jenkins pipeline (curl in a shell step)',
    to: 'channel',
    request: ({ orgId, channel, token }) => ({
      line: `POST /company/${orgId}/api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: curl/7.88.1',
        'Accept: */*',
        'Content-Type: application/json',
        'Content-Length: {length}',
      ],
      body: '{"text": "❌ Jenkins job shop-main #129 failed with status: FAILURE"}',
    }),
    success: 'status is below 400',
    shows: 'Jenkins job shop-main #129 failed',
  },
  {
    // The message has another product's cards. Cliq refuses it, and so does Postern, naming the key.
    client: 'A Jenkins notifier with attachments (Apache HttpClient)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Accept-Encoding: gzip, x-gzip, deflate',
        'Content-Type: application/json',
        'Content-Length: {length}',
        'Host: {host}',
        'Connection: keep-alive',
        'User-Agent: Apache-HttpClient/5.3.1 (Java/17.0.15)',
      ],
      body: '{"text":"🔔 Jenkins Build Notification","attachments":[{"contentType":"application/vnd.zoho.card","content":{"theme":"modern-inline","title":{"text":"✅ Jenkins Build: SUCCESS"}}}],"botname":"Jenkins Bot"}',
    }),
    success: 'it is not looked at',
    shows: null,
    refusal: { code: 'extra_key_found', field: 'attachments' },
  },
];
