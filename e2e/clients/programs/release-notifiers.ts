import type { Replay } from '../replay';

const JAVA = [
  'Content-Type: application/json',
  'User-Agent: Java/17.0.15',
  'Host: {host}',
  'Accept: text/html, image/gif, image/jpeg, */*; q=0.2',
  'Connection: keep-alive',
  'Content-Length: {length}',
];

/** Actions of a build pipeline that say what was released. */
export const releaseNotifiers: Replay[] = [
  {
    // The program puts its JSON together by hand, with line feeds, and allows no quotes in the message.
    client: 'A GitHub informer in Java (a release)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: JAVA,
      body: `{\n"text":"[grace](https://github.com/grace) has published the release - [v2.4.0](https://github.com/acme/shop/releases/tag/v2.4.0)",\n"bot":\n{\n"name":"CliqInformer",\n"image":"https://example.com/download?directDownload=true"}}`,
    }),
    success: 'status is 204',
    shows: 'has published the release',
  },
  {
    // The action sends missing inputs as empty strings, and Python's True as a word.
    client: 'A release action in Python (inputs left empty)',
    to: 'bot',
    request: ({ bot, token }) => ({
      line: `POST /api/v2/bots/${bot}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: python-requests/2.32.3',
        'Accept-Encoding: gzip, deflate',
        'Accept: */*',
        'Connection: keep-alive',
        'Content-Type: application/json',
        'Content-Length: {length}',
      ],
      body: `{"text": "Release v2.4.0 of the \\u201cshop\\u201d is out \\ud83d\\ude80", "bot": {"name": "", "image": ""}, "card": {"title": "", "thumbnail": ""}, "broadcast": "True"}`,
    }),
    success: 'status is 204',
    shows: 'is out 🚀',
  },
  {
    client: 'A workflow step with curl (status into a variable)',
    to: 'channel',
    request: ({ orgId, channel, token }) => ({
      line: `POST /company/${orgId}/api/v2/channelsbyname/${channel}/message?zapikey=${token}&bot_unique_name= HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: curl/8.5.0',
        'Accept: */*',
        'Content-Type: application/json',
        'Content-Length: {length}',
      ],
      body: '{"text": "Started ::: 9876543210", "card": {"theme": "modern-inline", "title": "Deploy"}, "buttons": [{"label": "Open run", "type": "+", "action": {"type": "open.url", "data": {"web": "https://github.com/acme/shop/actions/runs/9876543210"}}}]}',
    }),
    success: 'status is 200 or 204',
    shows: 'Started ::: 9876543210',
  },
];
