import net from 'node:net';
import { text } from 'node:stream/consumers';
import { escaped, type Places } from './leaks';

/** Sends request targets and headers that no library would send. */
async function sendRaw(url: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.end(`${[...lines, `Host: ${hostname}:${port}`, 'Connection: close'].join('\r\n')}\r\n\r\n`);
  return text(socket);
}

/** What the server answers to targets and headers that hold the token in several spellings. */
export async function answersToRawRequests(url: string, token: string): Promise<Places> {
  const places: Places = {};
  const targets = [
    `*?zapikey=${token}`,
    `http://?zapikey=${token}`,
    `http://host:99999999/x?zapikey=${token}`,
    `http://[::1/x?zapikey=${token}`,
    `//?zapikey=${token}`,
    `/x?zapikey=${escaped(token, '%25')}`,
    `/_next/image?url=${token}&w=1`,
    `/_next/static/${token}`,
    `/${escaped(token, '%')}`,
  ];
  for (const target of targets) {
    for (const method of ['GET', 'POST', 'OPTIONS', 'HEAD']) {
      places[`raw ${method} ${target.replaceAll(token, 'T')}`] = await sendRaw(url, [
        `${method} ${target} HTTP/1.1`,
        ...(method === 'POST' ? ['Content-Length: 0'] : []),
      ]);
    }
  }
  for (const header of [
    'Next-Action',
    'Cookie',
    'Next-Router-State-Tree',
    'User-Agent',
    'Referer',
    'Accept-Language',
  ]) {
    const values = {
      plain: token,
      named: `a=${token}`,
      'percent-encoded twice': escaped(token, '%25'),
      Basic: `Basic ${btoa(`user:${token}`)}`,
      'upper case': token.toUpperCase(),
    };
    for (const [spelling, value] of Object.entries(values)) {
      places[`raw ${header}, ${spelling}`] = await sendRaw(url, [
        'POST /sign-in HTTP/1.1',
        'Content-Type: text/plain;charset=UTF-8',
        'Content-Length: 0',
        `${header}: ${value}`,
      ]);
    }
  }
  return places;
}
