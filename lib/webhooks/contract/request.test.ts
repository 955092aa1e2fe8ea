import net from 'node:net';
import { describe, expect, it } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token/format';
import { cpuMsOf } from '@/test/support/cpu-time';
import {
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  nodeServer,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';
import { MAX_BODY_BYTES } from '../call/call';

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  const path = `/api/v2/channelsbyname/${channel.uniqueName}/message`;
  return { user, token, channel, path, url: `${path}?zapikey=${token.token}` };
}

throughBothAdapters('any webhook call', (send) => {
  describe('credentials', () => {
    it.each([
      ['Authorization: Bearer', (token: string) => ({ authorization: `Bearer ${token}` })],
      ['Authorization: bearer', (token: string) => ({ authorization: `bearer  ${token} ` })],
      ['Zoho-oauthtoken', (token: string) => ({ authorization: `Zoho-oauthtoken ${token}` })],
      ['X-Webhook-Token', (token: string) => ({ 'x-webhook-token': token })],
      ['X-Webhook-Token twice', (token: string) => ({ 'x-webhook-token': `${token}, ${token}` })],
    ])('are taken from %s', async (_, header) => {
      const { token, path } = await world();
      expect((await send(path, { ...json({ text: 'x' }), headers: header(token.token) })).status).toBe(204);
    });

    it('are taken from zapikey anywhere in the query, and may be repeated', async () => {
      const { token, path } = await world();
      const key = `zapikey=${token.token}`;
      for (const query of [`?a=1&${key}&b=2`, `?${key}&${key}`, `?${key.replaceAll('.', '%2E')}`]) {
        const headers = { authorization: `Bearer ${token.token}` };
        expect((await send(path + query, { ...json({ text: 'x' }), headers })).status).toBe(204);
      }
    });

    it('are refused when two differ, and neither is used', async () => {
      const { user, token, channel, url } = await world();
      const other = await aToken(user);
      const headers = { authorization: `Bearer ${other.token}` };
      const answer = await outcome(await send(url, { ...json({ text: 'x' }), headers }));
      expect(answer).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'zapikey' });
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect([...(await historyOf(token.id)), ...(await historyOf(other.id))]).toEqual([]);
    });

    it('are never cookies', async () => {
      const { token, path } = await world();
      const headers = { cookie: `zapikey=${token.token}; next-auth.session-token=x` };
      expect((await send(path, { ...json({ text: 'x' }), headers })).status).toBe(401);
    });
  });

  describe('404 request_url_invalid', () => {
    it.each([
      '/api/v2/',
      '/api/v2/nowhere',
      '/api/v2/channelsbyname/x/message/',
      '/api/v2/channelsbyname//message',
      '/api/v2/channelsbyname/x/message/more',
      '/api/v2/channelsbyname/%zz/message',
      '/api/v2/channelsbyname/%ff/message',
      '/api/v2/channelsbyname/%00/message',
      '/api/v2/company/channelsbyname/x/message',
      '/api/v2/company//channelsbyname/x/message',
      '/api/v2/constructor/x/__proto__',
      '//api/v2/channelsbyname/x/message',
      '/API/v2/channelsbyname/x/message',
    ])('answers %s without a redirect', async (path) => {
      const response = await send(path, json({ text: 'x' }));
      expect(response.redirected).toBe(false);
      expect(await outcome(response)).toMatchObject({ status: 404, code: 'request_url_invalid' });
      expect(response.headers.get('content-type')).toBe('application/json;charset=UTF-8');
    });

    it("is in the history of a known token's owner", async () => {
      const { token } = await world();
      await send(`/api/v2/nowhere?zapikey=${token.token}`, json({ text: 'x' }));
      expect(await historyOf(token.id)).toMatchObject([{ outcome: 'request_url_invalid', status: 404 }]);
    });
  });

  it('takes raw and percent-encoded segments alike', async () => {
    const { token, channel } = await world();
    const encoded = [...channel.uniqueName].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
    const url = `/api/v2/channelsbyname/${encoded}/message?zapikey=${token.token}`;
    expect((await send(url, json({ text: 'x' }))).status).toBe(204);
    const raw = `/api/v2/bots/a@b/message?zapikey=${token.token}`;
    expect(await outcome(await send(raw, json({ text: 'x' })))).toMatchObject({ code: 'bot_not_found' });
  });

  describe('405 request_method_invalid', () => {
    it('names the methods in Allow, before the token is looked at', async () => {
      const { token, path, url } = await world();
      for (const method of ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS']) {
        const response = await send(method === 'GET' ? url : path, { method });
        expect(response.headers.get('allow')).toBe('POST');
        expect(await outcome(response)).toMatchObject({ status: 405, code: 'request_method_invalid' });
      }
      const head = await send(path, { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([405, '']);
      const incoming = await send('/api/v2/bots/x/incoming', { method: 'PATCH' });
      expect(incoming.headers.get('allow')).toBe('GET, HEAD, POST, PUT, DELETE');
      expect(await historyOf(token.id)).toMatchObject([{ outcome: 'request_method_invalid' }]);
    });
  });

  describe('413 request_too_large', () => {
    it('comes before the token, and the size of the limit is still taken', async () => {
      const { token, channel, path, url } = await world();
      const sized = (size: number) => ({ ...json(`{"text":"x"${' '.repeat(size - 12)}}`) });
      for (const target of [path, url]) {
        const response = await send(target, sized(MAX_BODY_BYTES + 1)).catch(() => null);
        // The connection of a sender that goes on sending is closed; fetch may then see no answer.
        if (response)
          expect(await outcome(response)).toMatchObject({ status: 413, code: 'request_too_large' });
      }
      expect((await send(url, sized(MAX_BODY_BYTES))).status).toBe(204);
      expect(await messagesOf(channel.feedId)).toHaveLength(1);
      expect(await countersOf(token.id)).toMatchObject({ invocations: 1 });
    });
  });

  it('sets no cookie and allows no other origin, whatever the answer', async () => {
    const { url } = await world();
    for (const target of [url, '/api/v2/nowhere']) {
      const response = await send(target, {
        ...json({ text: 'x' }),
        headers: { origin: 'https://evil.example' },
      });
      expect(response.headers.get('set-cookie')).toBeNull();
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
      expect(response.headers.get('x-request-id')).toBeTruthy();
    }
  });
});

describe('the node adapter', () => {
  it('leaves every other path to Next', async () => {
    const node = await nodeServer();
    for (const path of ['/', '/api', '/api/v20/x', '/api/webhook-tokens']) {
      expect((await node.send(path)).status).toBe(599);
    }
    await node.close();
  });

  it('does nothing with a call whose sender hangs up before the end of the body', async () => {
    const node = await nodeServer();
    const { token, channel, url } = await world();
    await new Promise<void>((resolve) => {
      const socket = net.connect(node.port, '127.0.0.1', () => {
        socket.write(`POST ${url} HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{"text":"half`, () => {
          socket.destroy();
          resolve();
        });
      });
    });
    // A later call of the same token has come through, so the first one cannot be under way any more.
    expect((await node.send(url, json({ text: 'whole' }))).status).toBe(204);
    expect(await messagesOf(channel.feedId)).toMatchObject([{ content: '{"text":"whole"}' }]);
    expect(await historyOf(token.id)).toHaveLength(1);
    await node.close();
  });
});

describe('secrets', () => {
  it('stand in no row, wherever the call carried them', async () => {
    const node = await nodeServer();
    const { token, channel, path } = await world();
    const secret = token.token.slice(-32);
    const encoded = [...token.token].map((c) => `%${c.charCodeAt(0).toString(16)}`).join('');
    const appkey = Buffer.from('10001-9c746591-692f-4581-b7c2-9c1da042df4a').toString('base64');
    const query = `?zapikey=${token.token}&ZapiKey=${token.token}&appkey=${encodeURIComponent(appkey)}&x=${encoded}`;
    const headers = {
      'content-type': 'application/json',
      'user-agent': `agent ${token.token}`,
      referer: `https://example.com/?zapikey=${encoded}&appkey=${encodeURIComponent(appkey)}`,
      cookie: `a=${secret}`,
      authorization: `Bearer ${token.token}`,
      'x-forwarded-uri': `${path}${query}`,
    };
    const bodies = [{ text: `my key is ${token.token}` }, { text: `${appkey} ${secret}`, [token.token]: 1 }];
    const answers: string[] = [];
    for (const body of bodies) {
      const init = { method: 'POST', headers, body: JSON.stringify(body) };
      answers.push(await (await node.send(path + query, init)).text());
    }
    const inPath = `/api/v2/channelsbyname/${token.token}/message?zapikey=${token.token}`;
    answers.push(await (await node.send(inPath, json({ text: 'x' }))).text());
    await node.close();

    const rows = await select<{ row: string }>(
      `SELECT i::text || convert_from(coalesce(i.body, ''), 'UTF8') AS row FROM invocation i WHERE token_id = $1
       UNION ALL SELECT m::text FROM message m WHERE feed_id = $2`,
      token.id,
      channel.feedId,
    );
    expect(rows).toHaveLength(4);
    for (const text of [...answers, ...rows.map(({ row }) => row)]) {
      for (const hidden of [secret, appkey, encodeURIComponent(appkey), encoded.slice(-96)]) {
        expect(text).not.toContain(hidden);
      }
    }
    expect(rows.some(({ row }) => row.includes(`${token.publicId}.****`))).toBe(true);
  });

  it.each([
    ['a long app key', `appkey=${'a'.repeat(12_000)}b`],
    ['many app keys', Array.from({ length: 600 }, (_, n) => `appkey=aaaaaaaaaaaa${n + 1_000}`).join('&')],
  ])('are looked for in little time: a stranger with %s holds nobody up', async (_, keys) => {
    const node = await nodeServer();
    const { token } = newToken();
    const body = `%${'a'.repeat(MAX_BODY_BYTES - 1)}`;
    const tookMs = await cpuMsOf(async () => {
      const call = node.send(`/api/v2/bots/any/incoming?zapikey=${token}&${keys}`, { method: 'POST', body });
      expect((await call).status).toBe(401);
    });
    expect(tookMs).toBeLessThan(2_000);
    await node.close();
  });
});
