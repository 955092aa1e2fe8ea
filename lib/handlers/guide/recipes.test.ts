import { createHmac } from 'node:crypto';
import { afterAll, describe, expect, it } from 'vitest';
import { aBot, aChannel, aToken, aUser, json, messagesOf, viaWeb } from '@/test/support/webhooks/world';
import { handlerPool } from '../pool/handler-pool';
import { handlerRecipes } from './recipes';

// The first thread may take longer to start than a call may wait on a busy machine.
afterAll(() => handlerPool().close());

const tried = new Set<string>();

/** A bot with the recipe as its handler, in which the sender's own values are replaced. */
async function recipe(id: string, own: Record<string, string> = {}) {
  tried.add(id);
  const user = await aUser();
  const channel = await aChannel(user);
  let code = handlerRecipes.find((one) => one.id === id)!.code;
  for (const [shown, meant] of Object.entries(own)) {
    expect(code).toContain(shown);
    code = code.replaceAll(shown, meant === 'channel' ? channel.uniqueName : meant);
  }
  const bot = await aBot(user, { handlerCode: code });
  const { token } = await aToken(user);
  const texts = async (feedId = bot.feedId) =>
    (await messagesOf(feedId)).map(({ content }) => JSON.parse(content));
  const send = async (body: unknown, headers: Record<string, string> = {}, query = '') => {
    const init = body instanceof URLSearchParams ? { method: 'POST', body } : json(body);
    const answer = await viaWeb(`/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token}${query}`, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...headers },
    });
    return { status: answer.status, type: answer.headers.get('content-type'), text: await answer.text() };
  };
  return { channel, send, texts };
}

const textsOf = (messages: { text: string }[]) => messages.map(({ text }) => text);

describe('the recipes for handlers do what they say', () => {
  it('only when it changes', async () => {
    const { send, texts } = await recipe('only-when-it-changes');
    for (const state of ['up', 'up', 'down', 'down', 'up']) await send({ check: 'db-1', state });
    await send({ check: 'db-2', state: 'up' });
    expect(textsOf(await texts())).toEqual([
      'db-1 is *up*',
      'db-1 is *down*',
      'db-1 is *up*',
      'db-2 is *up*',
    ]);
  });

  it('verify a signature of GitHub', async () => {
    const { send, texts } = await recipe('github-signature');
    // Spaces and escapes that no parser preserves.
    const body =
      '{ "zen": "Half measures are as bad as nothing at all.",  "hook_id": 1, "hook": {}, "x": "\\u00fc" }';
    const signed = `sha256=${createHmac('sha256', 'the secret of the webhook').update(body).digest('hex')}`;
    const headers = { 'x-github-event': 'ping', 'x-hub-signature-256': signed };
    expect((await send(body, headers)).status).toBe(200);
    expect(await texts()).toHaveLength(1);
    for (const given of [`${signed.slice(0, -1)}x`, '', 'sha256=']) {
      expect(await send(body, { ...headers, 'x-hub-signature-256': given })).toMatchObject({
        status: 401,
        text: 'The signature is wrong.',
      });
    }
    expect((await send(body.replace('Half', 'half'), headers)).status).toBe(401);
    expect(await texts()).toHaveLength(1);
  });

  it('verify a signature of Standard Webhooks', async () => {
    const { send, texts } = await recipe('standard-webhooks-signature');
    const body = '{"text":"Größe  1"}';
    const key = Buffer.from('MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'base64');
    const call = (id: string, time: number, signature = 'v1,') => {
      const made = createHmac('sha256', key).update(`${id}.${time}.${body}`).digest('base64');
      const headers = { 'webhook-id': id, 'webhook-timestamp': String(time) };
      return send(body, { ...headers, 'webhook-signature': `v1,b2xk ${signature}${made}` });
    };
    const now = Math.floor(Date.now() / 1000);
    expect((await call('a', now)).status).toBe(200);
    expect((await call('b', now - 1_000)).status).toBe(401);
    expect((await call('c', now, 'v2,')).status).toBe(401);
    expect(textsOf(await texts())).toEqual(['Größe  1']);
  });

  it('route by severity to a channel', async () => {
    const { channel, send, texts } = await recipe('route-by-severity', { incidents: 'channel' });
    await send({ severity: 'critical', summary: 'Disk full' });
    await send({ summary: 'Fine' });
    expect(await texts(channel.feedId)).toEqual([
      { text: '*CRITICAL* Disk full', styles: { background: 'red' } },
    ]);
    expect(textsOf(await texts())).toEqual(['*INFO* Fine']);
  });

  it('ignore drafts', async () => {
    const { send, texts } = await recipe('ignore-drafts');
    const pull = (draft: boolean) => ({
      action: 'opened',
      number: 7,
      pull_request: {
        number: 7,
        title: 'Faster',
        draft,
        html_url: 'https://github.com/a/b/pull/7',
        user: { login: 'ada' },
      },
      repository: { full_name: 'a/b', html_url: 'https://github.com/a/b' },
      sender: { login: 'ada' },
    });
    const headers = { 'x-github-event': 'pull_request' };
    for (const draft of [true, false]) expect((await send(pull(draft), headers)).status).toBe(200);
    const [message, ...others] = await texts();
    expect(JSON.stringify(message)).toContain('Faster');
    expect(others).toEqual([]);
  });

  it('count per day', async () => {
    const { send, texts } = await recipe('count-per-day');
    for (const number of [17, 18]) await send({ number });
    expect(textsOf(await texts())).toEqual(['Order 17, the 1. of today', 'Order 18, the 2. of today']);
  });

  it('a daily digest', async () => {
    const { send, texts } = await recipe('daily-digest');
    for (const result of ['passed', 'failed', 'passed', 'odd']) await send({ result });
    for (let days = 0; days < 2; days++) await send('', {}, '&digest=yes');
    expect(textsOf(await texts())).toEqual([
      'Builds since the last digest\npassed: *2*\nfailed: *1*',
      'Builds since the last digest\npassed: *0*\nfailed: *0*',
    ]);
  });

  it('at the third failure in ten minutes', async () => {
    const { send, texts } = await recipe('third-failure');
    for (const ok of [false, false, true, false, false]) await send({ job: 'backup', ok });
    expect(await texts()).toEqual([]);
    for (const ok of [false, false]) await send({ job: 'backup', ok });
    expect(textsOf(await texts())).toEqual(['backup failed three times in ten minutes']);
  });

  it('each event once', async () => {
    const { send, texts } = await recipe('once');
    await Promise.all(['a', 'a', 'a', 'b'].map((id) => send({ id, text: id })));
    expect(textsOf(await texts()).sort()).toEqual(['a', 'b']);
  });

  it('a table from a list', async () => {
    const { send, texts } = await recipe('table');
    await send({ hosts: [] });
    await send({ hosts: Array.from({ length: 30 }, (_, n) => ({ name: `db-${n}`, load: n / 10 })) });
    const [message] = await texts();
    expect(message.text).toBe('30 hosts are busy');
    expect(message.slides[0].data.rows).toHaveLength(20);
    expect(message.slides[0].data.rows[1]).toEqual({ Host: 'db-1', Load: 0.1 });
  });

  it('mention who is on call', async () => {
    const { send, texts } = await recipe('on-call');
    // In Paris these are a Tuesday and a Saturday.
    for (const at of ['2026-03-02T23:30:00Z', '2026-03-07T12:00:00Z'])
      await send({ at, summary: 'Disk full' });
    expect(textsOf(await texts())).toEqual(['{@ada@example.com} Disk full', '{@eve@example.com} Disk full']);
  });

  it('answer a challenge', async () => {
    const { send, texts } = await recipe('challenge');
    const { text } = await send({
      event: 'endpoint.url_validation',
      payload: { plainToken: 'qgg8vlvZRS6UYooatFL8Aw' },
    });
    const encryptedToken = createHmac('sha256', 'the secret token')
      .update('qgg8vlvZRS6UYooatFL8Aw')
      .digest('hex');
    expect(JSON.parse(text)).toEqual({ plainToken: 'qgg8vlvZRS6UYooatFL8Aw', encryptedToken });
    await send({ event: 'meeting.started' });
    expect(textsOf(await texts())).toEqual(['Zoom: meeting.started']);
  });

  it('answer with XML', async () => {
    const { send, texts } = await recipe('answer-xml');
    const answer = await send(new URLSearchParams({ From: '+15550100', Body: 'Hi & bye' }));
    expect(answer).toEqual({ status: 200, type: 'text/xml', text: '<Response/>' });
    expect(textsOf(await texts())).toEqual(['SMS from +15550100: Hi & bye']);
  });

  it('take Postern’s own message and adjust it', async () => {
    const { channel, send, texts } = await recipe('render-and-adjust', { internal: 'channel' });
    const headers = { 'x-github-event': 'ping' };
    await send(
      { zen: 'Design for failure.', hook_id: 1, hook: {}, repository: { full_name: 'a/b', private: true } },
      headers,
    );
    await send({ colour: 'blue' });
    expect(await texts(channel.feedId)).toHaveLength(1);
    expect(textsOf(await texts())).toEqual(['Something came in']);
  });

  it('a form', async () => {
    const { send, texts } = await recipe('form');
    await send(new URLSearchParams({ name: 'Ada', order: 'a&7', amount: '3', details: '{"total":"30 €"}' }));
    const [message] = await texts();
    expect(message.text).toBe('Ada ordered 3 for 30 €');
    expect(message.buttons[0].action.data.web).toBe('https://shop.example.com/orders?id=a%267');
  });

  it('times and amounts as people write them', async () => {
    const { send, texts } = await recipe('time-zone');
    await send({ at: '2026-07-01T22:30:00Z', amount: 1234.5 });
    expect(textsOf(await texts())).toEqual(['Bezahlt am 02.07.2026, 00:30: 1.234,50\u00a0€']);
  });

  it('every recipe of the guide is tested', () => {
    expect([...tried].sort()).toEqual(handlerRecipes.map(({ id }) => id).sort());
    expect(tried.size).toBeGreaterThanOrEqual(12);
  });
});
