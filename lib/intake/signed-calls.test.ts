import { createHmac } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { sign as signAsGithub } from '@octokit/webhooks-methods';
import { expect, it } from 'vitest';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { SEARCHES_PER_MINUTE } from '@/lib/signatures/search-budget';
import { makeProof, TEST_HEADER } from '@/lib/trial-calls/proof';
import { newToken } from '@/lib/webhook-tokens/token/format';
import {
  BODY,
  github,
  hmac,
  nowS,
  OTHER,
  posted,
  SECRET,
  standard,
  world,
} from '@/test/support/webhooks/signed';
import {
  aToken,
  aUser,
  historyOf,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

throughBothAdapters('a target that requires signatures', (send) => {
  it('accepts either secret’s signature and refuses the rest: the caller reads the remedy, the owner the reason', async () => {
    const { channel, bot, token, urls, set } = await world();
    await set({ add: [SECRET, OTHER] });
    const right = await github(SECRET, BODY);
    for (const url of Object.values(urls)) {
      for (const headers of [right, await github(OTHER, BODY)]) {
        const answer = await send(url, posted({ headers, body: BODY }));
        expect(answer.status, await answer.text()).toBe(200);
      }
      const refused: [Record<string, string>, string, RegExp, RegExp][] = [
        [{}, BODY, /^Calls of this URL have to be signed.*set the webhook's secret/, /header .* missing/],
        [{ 'x-hub-signature-256': 'sha256=x' }, BODY, /holds no signature/, /malformed/],
        [
          await github('another', BODY),
          BODY,
          /is not right/,
          /another secret is set .* or the body was changed/,
        ],
        [right, `${BODY}\n`, /is not right/, /^Body changed on its way/],
      ];
      for (const [headers, body, outside, inside] of refused) {
        const answer = await outcome(await send(url, posted({ headers, body })));
        expect(answer).toMatchObject({
          status: 403,
          code: 'signature_invalid',
          field: 'x-hub-signature-256',
        });
        expect(answer.message).toMatch(outside);
        const last = (await historyOf(token.id)).at(-1);
        expect(last).toMatchObject({
          status: 403,
          outcome: 'signature_invalid',
          reason: expect.stringMatching(inside),
        });
      }
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
    expect(await messagesOf(bot.feedId)).toHaveLength(2);
  });

  it('searches for a changed body so often in a minute for callers with a token, and never for made-up ones', async () => {
    const { token, urls, set } = await world();
    await set({});
    const wrong = posted({ headers: await github(SECRET, BODY), body: `${BODY}\n` });
    // From here on the process knows that the channel asks for signatures.
    expect((await send(urls.channel, wrong)).status).toBe(403);
    for (let call = 0; call < 2 * SEARCHES_PER_MINUTE; call++) {
      const madeUp = urls.channel.replace(/zapikey=.*/, `zapikey=${newToken().token}`);
      expect((await send(madeUp, wrong)).status).toBe(401);
    }
    for (let call = 0; call < SEARCHES_PER_MINUTE; call++) await send(urls.channel, wrong);
    const reasons = (await historyOf(token.id)).map(({ reason }) => reason);
    expect(reasons.slice(0, SEARCHES_PER_MINUTE)).toEqual(
      Array.from({ length: SEARCHES_PER_MINUTE }, () => expect.stringMatching(/^Body changed on its way/)),
    );
    expect(reasons.slice(SEARCHES_PER_MINUTE)).toEqual([expect.stringMatching(/another secret is set/)]);
  });

  it('refuses a signature before an unreadable body, and after a missing permission', async () => {
    const { urls, set } = await world();
    await set({});
    const broken = posted({ body: '{"a":' });
    for (const url of Object.values(urls)) {
      expect((await outcome(await send(url, broken))).code).toBe('signature_invalid');
    }
    const stranger = await aToken(await aUser());
    const elsewhere = urls.channel.replace(/zapikey=.*/, `zapikey=${stranger.token}`);
    expect((await outcome(await send(elsewhere, broken))).code).toBe('access_denied');
  });

  it('goes by the secrets of now: a removed one is refused from the next call on', async () => {
    const { urls, set } = await world();
    await set({});
    const old = posted({ headers: await github(SECRET, BODY), body: BODY });
    for (const url of Object.values(urls)) expect((await send(url, old)).status).toBe(200);
    await set({ add: [OTHER] });
    for (const url of Object.values(urls)) expect((await send(url, old)).status).toBe(403);
    await set({ scheme: null, mode: 'OFF', add: [] });
    for (const url of Object.values(urls)) expect((await send(url, posted({ body: BODY }))).status).toBe(200);
  });

  it('takes a signature of the compressed bytes and one of their content', async () => {
    const { channel, urls, set } = await world();
    await set({});
    const zipped = new Uint8Array(gzipSync(BODY));
    const ofBytes = `sha256=${createHmac('sha256', SECRET).update(zipped).digest('hex')}`;
    for (const signature of [ofBytes, await signAsGithub(SECRET, BODY)]) {
      const headers = { 'x-hub-signature-256': signature, 'content-encoding': 'gzip' };
      expect((await send(urls.channel, posted({ headers, body: zipped }))).status).toBe(200);
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });

  it('checks the bytes as they came, also where a token in them is masked for everybody else', async () => {
    const { channel, token, urls, set } = await world();
    await set({});
    const body = JSON.stringify({ text: `key ${token.token}` });
    const answer = await send(urls.channel, posted({ headers: await github(SECRET, body), body }));
    expect(answer.status).toBe(200);
    expect(JSON.stringify(await messagesOf(channel.feedId))).not.toContain(token.token);
  });

  it('takes a signed call once, whatever is changed around what is signed', async () => {
    const { channel, bot, urls, set } = await world();
    await set({ scheme: 'standard-webhooks' });
    const headers = standard(SECRET, BODY);
    for (const url of Object.values(urls)) {
      const first = await send(url, posted({ headers, body: BODY }));
      const ids = await first.text();
      expect(first.status, ids).toBe(200);
      for (const [more, extra] of [
        ['', {}],
        ['&again=1', {}],
        ['', { 'idempotency-key': 'another' }],
      ] as const) {
        const again = await send(url + more, posted({ headers: { ...headers, ...extra }, body: BODY }));
        expect([again.status, await again.text()]).toEqual([200, ids]);
      }
    }
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    expect(await messagesOf(bot.feedId)).toHaveLength(1);
    const next = await send(
      urls.channel,
      posted({ headers: standard(SECRET, BODY, { id: 'msg_2' }), body: BODY }),
    );
    expect(next.status).toBe(200);
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });

  it('recognises what a service signs anew when it sends it again, by the id in what is signed', async () => {
    const { channel, urls, set } = await world();
    await set({ scheme: 'stripe' });
    const event = (id: string) =>
      JSON.stringify({
        object: 'event',
        id,
        type: 'payout.paid',
        data: { object: { object: 'payout', amount: 5, currency: 'eur' } },
      });
    const signed = (body: string, at: number) => ({
      'stripe-signature': `t=${at},v1=${hmac(SECRET, `${at}.${body}`)}`,
    });
    const deliver = async (id: string, at: number, more: Record<string, string> = {}, query = '') => {
      const headers = { ...signed(event(id), at), ...more };
      const answer = await send(urls.channel + query, posted({ headers, body: event(id) }));
      expect(answer.status, await answer.text()).toBe(200);
    };
    await deliver('evt_1', nowS() - 20);
    await deliver('evt_1', nowS());
    // Nor is it another one for what somebody changes around it.
    await deliver('evt_1', nowS(), { 'idempotency-key': 'another' }, '&again=1');
    expect(await messagesOf(channel.feedId)).toHaveLength(1);
    await deliver('evt_2', nowS());
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });

  it('refuses what was signed more than five minutes ago, and says how long', async () => {
    const { token, urls, set } = await world();
    await set({ scheme: 'slack' });
    const at = nowS() - 900;
    const headers = {
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${hmac(SECRET, `v0:${at}:${BODY}`)}`,
    };
    const answer = await outcome(await send(urls.channel, posted({ headers, body: BODY })));
    expect(answer).toMatchObject({ status: 403, code: 'signature_invalid' });
    expect((await historyOf(token.id)).at(-1)?.reason).toMatch(/^Signature right, but 15 min old/);
  });

  it('answers Slack’s challenge when that is signed, and refuses it when not', async () => {
    const { channel, urls, set } = await world();
    await set({ scheme: 'slack' });
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'abc' });
    const at = nowS();
    const headers = {
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${hmac(SECRET, `v0:${at}:${body}`)}`,
    };
    const answer = await send(urls.channel, posted({ headers, body }));
    expect(await answer.json()).toEqual({ challenge: 'abc', user_ids: [] });
    expect((await send(urls.channel, posted({ body }))).status).toBe(403);
    expect(await messagesOf(channel.feedId)).toEqual([]);
  });

  it('answers a handshake that nobody signs, which posts nothing', async () => {
    const { channel, urls, set } = await world();
    await set({});
    const asked = await send(`${urls.channel}&hub.mode=subscribe&hub.challenge=1158201444`);
    expect([asked.status, await asked.text()]).toEqual([200, '1158201444']);
    expect((await send(urls.channel, { method: 'HEAD' })).status).toBe(200);
    expect(await messagesOf(channel.feedId)).toEqual([]);
    // A handler would run for this call, so it has to be signed.
    expect((await send(`${urls.bot}&hub.mode=subscribe&hub.challenge=1158201444`)).status).toBe(403);
  });

  it('takes a proven test of our own, marked as one, and no forged one', async () => {
    const { channel, token, urls, set } = await world();
    await set({});
    const test = (proof: string) =>
      send(urls.channel, posted({ headers: { [TEST_HEADER]: proof }, body: BODY }));
    expect((await test(makeProof(keyedHash(token.token)))).status).toBe(200);
    const messages = await messagesOf(channel.feedId);
    expect(messages).toHaveLength(1);
    expect(messages[0]?.content).toContain('*Test.*');
    expect((await test(makeProof(keyedHash('somebody else’s')))).status).toBe(403);
  });

  it('does not apply to …/message, which is Cliq’s', async () => {
    const { urls, set } = await world();
    await set({});
    const url = urls.channel.replace('/incoming', '/message');
    expect((await send(url, posted({ body: '{"text":"x"}' }))).status).toBe(204);
  });
});
