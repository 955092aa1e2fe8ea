import type { Replay } from '../replay';

/** Reporters of test runs. */
export const testReporters: Replay[] = [
  {
    client: 'A pytest reporter (requests with data=, a form)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: python-requests/2.31.0',
        'Accept-Encoding: gzip, deflate, br',
        'Accept: */*',
        'Connection: keep-alive',
        'Content-Length: {length}',
        'Content-Type: application/x-www-form-urlencoded',
      ],
      body: 'text=412+passed%2C+3+failed+in+98.2+s%0A%E2%9C%98+test_checkout',
    }),
    success: 'status is 204',
    shows: '412 passed, 3 failed in 98.2 s',
  },
  {
    // A reporter in Java, with the report of the run as the bot of the team; the bot is optional and empty here.
    client: 'An Allure notifier (Unirest)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Connection: Upgrade, HTTP2-Settings',
        'Content-Length: {length}',
        'Host: {host}',
        'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
        'Upgrade: h2c',
        'Content-Type: application/json',
        'User-Agent: unirest-java/3.1.00',
      ],
      body: '{"text":"*Environment:* staging\\n*Duration:* 00:04:31.207\\n*Total scenarios:* 415"}',
    }),
    success: 'it is not looked at',
    shows: '00:04:31.207',
  },
  {
    client: 'An Allure notifier (Unirest, the chart as a file)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/files?zapikey=${token} HTTP/1.1`,
      headers: [
        'Connection: Upgrade, HTTP2-Settings',
        'Content-Length: {length}',
        'Host: {host}',
        'HTTP2-Settings: AAEAAEAAAAIAAAAAAAMAAAAAAAQBAAAAAAUAAEAAAAYABgAA',
        'Upgrade: h2c',
        'Content-Type: multipart/form-data; boundary=6d1f0c52-5a0e-4a0c-9a55-0f8a3a6f7c11',
        'User-Agent: unirest-java/3.1.00',
      ],
      body: [
        '--6d1f0c52-5a0e-4a0c-9a55-0f8a3a6f7c11',
        'Content-Disposition: form-data; name="files"; filename="chart.txt"',
        'Content-Type: text/plain',
        '',
        '412 of 415',
        '--6d1f0c52-5a0e-4a0c-9a55-0f8a3a6f7c11',
        'Content-Disposition: form-data; name="comments"',
        '',
        '["Passed: 99.3 percent"]',
        '--6d1f0c52-5a0e-4a0c-9a55-0f8a3a6f7c11--',
        '',
      ].join('\r\n'),
    }),
    success: 'it is not looked at',
    shows: 'Passed: 99.3 percent',
  },
];
