import { expect, it } from 'vitest';
import { BODY, github, hmac, nowS, OTHER, posted, SECRET, world } from '@/test/support/webhooks/signed';
import { historyOf, messagesOf, throughBothAdapters } from '@/test/support/webhooks/world';

throughBothAdapters('a target that only warns', (send) => {
  it('takes every call, notes what is wrong in the history, and nothing where it is right', async () => {
    const { channel, token, urls, set } = await world();
    await set({ mode: 'WARN' });
    for (const headers of [{}, await github(SECRET, BODY)]) {
      expect((await send(urls.channel, posted({ headers, body: BODY }))).status).toBe(200);
    }
    const [unsigned, signed] = (await historyOf(token.id)).map(({ request }) =>
      JSON.parse(request as string),
    );
    expect(unsigned.notes).toEqual([
      expect.stringMatching(/^Signature header X-Hub-Signature-256 missing.*only warn here\.$/),
    ]);
    expect(signed.notes).toBeUndefined();
    expect(await messagesOf(channel.feedId)).toHaveLength(2);
  });
});

throughBothAdapters('Zoom’s question', (send) => {
  const question = (plainToken: string) =>
    JSON.stringify({ event: 'endpoint.url_validation', payload: { plainToken }, event_ts: 1 });
  const signed = (secret: string, body: string) => {
    const at = nowS();
    return {
      'x-zm-request-timestamp': String(at),
      'x-zm-signature': `v0=${hmac(secret, `v0:${at}:${body}`)}`,
    };
  };

  it('is answered with the secret that it is signed with, also in front of a handler', async () => {
    const { channel, bot, urls, set } = await world();
    await set({ scheme: 'zoom', add: [OTHER, 'zoom secret'] });
    const body = question('qgg8vlvZRS6UYooatFL8Aw');
    for (const url of Object.values(urls)) {
      const headers = signed('zoom secret', body);
      for (const _ of ['first', 'sent again']) {
        const answer = await send(url, posted({ headers, body }));
        expect(await answer.json()).toEqual({
          plainToken: 'qgg8vlvZRS6UYooatFL8Aw',
          encryptedToken: hmac('zoom secret', 'qgg8vlvZRS6UYooatFL8Aw'),
          user_ids: [],
        });
      }
      expect((await send(url, posted({ body }))).status).toBe(403);
    }
    expect(await messagesOf(channel.feedId)).toEqual([]);
    expect(await messagesOf(bot.feedId)).toEqual([]);
  });

  it('is never answered with the signature of something else, even unsigned', async () => {
    const { urls, set } = await world();
    await set({ scheme: 'zoom', mode: 'OFF', add: ['zoom secret'] });
    const forged = question(`v0:${nowS()}:{"event":"meeting.started"}`);
    expect(await (await send(urls.channel, posted({ body: forged }))).text()).not.toContain('encryptedToken');
    const honest = await send(urls.channel, posted({ body: question('qgg8vlvZRS6UYooatFL8Aw') }));
    expect(await honest.text()).toContain('encryptedToken');
  });

  it('without a secret becomes a message that says what to do', async () => {
    const { channel, urls } = await world();
    expect((await send(urls.channel, posted({ body: question('qgg8vlvZRS6UYooatFL8Aw') }))).status).toBe(200);
    expect((await messagesOf(channel.feedId))[0]?.content).toContain(
      'add the secret token from your Zoom app',
    );
  });
});
