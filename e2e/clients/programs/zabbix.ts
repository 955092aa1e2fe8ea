import type { Replay } from '../replay';

/** Media types of Zabbix: a webhook script inside the server, and an alert script beside it. */
export const zabbix: Replay[] = [
  {
    client: 'A Zabbix webhook script (a problem)',
    to: 'channel',
    request: ({ orgId, channel, token }) => ({
      line: `POST /company/${orgId}/api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: Zabbix 6.4.17',
        'Accept: */*',
        'Content-Type: application/json',
        'Content-Length: {length}',
      ],
      body: '{"text":"*Problem: High CPU load on db-1*\\nSeverity: High\\nOperational data: 97.3 %","bot":{"name":"Zabbix","image":""}}',
    }),
    success: 'status is 200 or 204',
    shows: 'Problem: High CPU load on db-1',
  },
  {
    // The script sends broadcast to a channel, which ignores it.
    client: 'A Zabbix alert script in Python (broadcast on a channel)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: python-requests/2.23.0',
        'Accept-Encoding: gzip, deflate',
        'Accept: */*',
        'Connection: keep-alive',
        'Content-type: application/json',
        'Content-Length: {length}',
      ],
      body: String.raw`{"text": "Resolved in 3m 12s: disk space on \"/var\"", "broadcast": "true", "bot": {"name": "Monitoramento Data Center"}, "card": {"title": "Servi\u00e7o restaurado", "theme": "modern-inline"}}`,
    }),
    success: 'it is not looked at',
    shows: 'Resolved in 3m 12s',
  },
];
