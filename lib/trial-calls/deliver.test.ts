import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { deliver } from './deliver';
import { problemOf } from './problem-of';

const open: Server[] = [];
afterEach(async () => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function aServer(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
async function problemAt(address: string, timeoutMs?: number) {
  const url = new URL(`${address}/api/v2/x`);
  const delivery = await deliver({ url, headers: {}, body: '{}' }, timeoutMs);
  return problemOf(delivery, url, null);
}

describe('what can stand between a sender and Postern is told with what to do', () => {
  it('nothing listens', async () => {
    const port = await aServer(() => {});
    await new Promise((resolve) => open.pop()!.close(resolve));
    expect(await problemAt(`http://127.0.0.1:${port}`)).toEqual({
      title: `Nothing listens at http://127.0.0.1:${port}`,
      remedy: expect.stringContaining('PUBLIC_URL'),
    });
  });

  it('no answer in time', async () => {
    const port = await aServer(() => {});
    expect((await problemAt(`http://127.0.0.1:${port}`, 100))?.title).toMatch(
      /did not answer within 10 seconds$/,
    );
  });

  it('a name that nobody knows', async () => {
    expect((await problemAt('http://nowhere.invalid'))?.title).toBe('The name nowhere.invalid was not found');
  });

  it('plain HTTP where PUBLIC_URL says https', async () => {
    const port = await aServer((_, response) => response.end());
    expect((await problemAt(`https://127.0.0.1:${port}`))?.title).toMatch(/ does not speak TLS$/);
  });

  it.each([
    ['DEPTH_ZERO_SELF_SIGNED_CERT', /is not trusted here/, /NODE_EXTRA_CA_CERTS/],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', /is not trusted here/, /whole chain/],
    ['CERT_HAS_EXPIRED', /not valid now/, /Renew/],
    ['ERR_TLS_CERT_ALTNAME_INVALID', /another name/, /PUBLIC_URL/],
    ['ECONNRESET', /broke \(ECONNRESET\)/, /proxy’s log/],
    ['EHOSTUNREACH', /no way to/, /firewalls/],
  ])('%s', (failure, title, remedy) => {
    const problem = problemOf({ answer: null, failure, tookMs: 1 }, new URL('https://a.example'), null);
    expect(problem?.title).toMatch(title);
    expect(problem?.remedy).toMatch(remedy);
  });

  it('a connection that is cut', async () => {
    const port = await aServer((request) => request.socket.destroy());
    expect((await problemAt(`http://127.0.0.1:${port}`))?.title).toMatch(/broke \(ECONNRESET\)/);
  });

  it.each([
    [301, /answers with a redirect/, /Correct PUBLIC_URL/],
    [401, /answered 401/, /in front of Postern asks for a sign-in/],
    [404, /answered 404/, /another server/],
    [413, /answered 413/, /smaller bodies/],
    [502, /answered 502/, /does not reach Postern/],
    [599, /answered 599/, /log of the proxy/],
    [200, /^Another server answered/, /not in this Postern’s history/],
  ])('an answer of %i that is not Postern’s', async (status, title, remedy) => {
    const port = await aServer((_, response) => response.writeHead(status, { location: '/' }).end('<html>'));
    const problem = await problemAt(`http://127.0.0.1:${port}`);
    expect(problem?.title).toMatch(title);
    expect(problem?.remedy).toMatch(remedy);
  });

  it('an answer without an end is cut, not waited for', async () => {
    const port = await aServer((_, response) => {
      const more = () => void (response.write('x'.repeat(9_000)) && setImmediate(more));
      more();
    });
    const { answer } = await deliver({ url: new URL(`http://127.0.0.1:${port}`), headers: {}, body: '' });
    expect(answer?.body).toHaveLength(16 * 1024);
  });
});
