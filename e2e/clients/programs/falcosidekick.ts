import type { Replay } from '../replay';

/** Go's JSON: "<", ">" and "&" escaped, and a line feed at the end. */
const BODY = `{"text":"🚨 Alert : rule \\"Terminal shell in container\\" fired","bot":{"name":"Falco Sidekick","image":"https://raw.githubusercontent.com/falcosecurity/falcosidekick/master/imgs/falcosidekick_color.png"},"slides":[{"type":"text","data":"A shell was spawned (user=root cmdline=bash -c \\u0022a \\u003e b \\u0026 c\\u0022)"},{"type":"table","data":{"headers":["field","value"],"rows":[{"field":"rule","value":"Terminal shell in container"},{"field":"priority","value":"Emergency"},{"field":"hostname","value":"node-7"},{"field":"proc.name","value":"bash"},{"field":"time","value":"2026-11-27 03:04:05.123456789 +0000 UTC"}]}}]}\n`;

/** Posts with Go's HTTP client and takes four statuses for a success. */
export const falcosidekick: Replay[] = [
  {
    client: 'Falcosidekick (a rule fired)',
    to: 'channel',
    request: ({ channel, token }) => ({
      line: `POST /api/v2/channelsbyname/${channel}/message?zapikey=${token} HTTP/1.1`,
      headers: [
        'Host: {host}',
        'User-Agent: Falcosidekick/2.31.1',
        'Content-Length: {length}',
        'Content-Type: application/json',
        'Accept-Encoding: gzip',
      ],
      body: BODY,
    }),
    success: 'status is 200, 201, 202 or 204',
    shows: 'Terminal shell in container',
  },
];
