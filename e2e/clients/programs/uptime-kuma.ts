import type { Replay } from '../replay';

/** Uptime Kuma posts through axios; anything but 2xx is an error that it shows to whoever set it up. */
function notification(occasion: string, lines: string[], shows: string): Replay {
  return {
    client: `Uptime Kuma (${occasion})`,
    to: 'channel',
    request: ({ orgId, channel, token }) => ({
      line: `POST /company/${orgId}/api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Accept: application/json, text/plain, */*',
        'Content-Type: application/json',
        'User-Agent: axios/0.30.2',
        'Content-Length: {length}',
        'Accept-Encoding: gzip, compress, deflate, br',
        'Host: {host}',
        'Connection: close',
      ],
      body: JSON.stringify({ text: lines.join('\n') }),
    }),
    success: 'status is 2xx',
    shows,
  };
}

export const uptimeKuma = [
  notification(
    'a monitor is down',
    [
      '🔴 [Shop] went down\n',
      '*Description:* connect ECONNREFUSED 10.0.0.7:443',
      '*URL:* https://shop.example.com/',
    ],
    'connect ECONNREFUSED 10.0.0.7:443',
  ),
  notification(
    'a monitor is up',
    ['### ✅ [Shop] is back online\n', '*Description:* 200 - OK', '*URL:* https://shop.example.com/'],
    '[Shop] is back online',
  ),
  notification('its test button', ['Notification\n', '*Description:* Cliq Testing'], 'Cliq Testing'),
];
