import { expect, it } from 'vitest';
import { filesOf, filesUrl, form, orphans } from '@/test/support/webhooks/files';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  messagesOf,
  outcome,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

async function world({ enabled = true, ownerActive = true } = {}) {
  const user = await aUser();
  const [token, channel] = [await aToken(user, { enabled, ownerActive }), await aChannel(user)];
  return { user, token, channel, url: filesUrl(channel, token) };
}

/** A body that would be stored if it were read; the count tells how much was read. */
function endless(boundary = 'x') {
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\n`;
  const counted = { bytes: 0 };
  const body = new ReadableStream({
    start: (controller) => controller.enqueue(Buffer.from(head)),
    pull(controller) {
      counted.bytes += 65_536;
      controller.enqueue(Buffer.alloc(65_536, 97));
    },
  });
  const headers = { 'content-type': `multipart/form-data; boundary=${boundary}` };
  return { counted, init: { method: 'POST', headers, body, duplex: 'half' } as RequestInit };
}

/** More than the buffers between sender and server hold. */
const BUFFERS = 16 * 1024 * 1024;

throughBothAdapters('files are refused', (send) => {
  it.each([
    ['a disabled token', { enabled: false }],
    ['a deactivated owner', { ownerActive: false }],
  ])('with %s before any of them is read', async (_, state) => {
    const { user, token, url } = await world(state);
    const { counted, init } = endless();
    expect(await outcome(await send(url, init))).toMatchObject({ status: 401, code: 'authtoken_invalid' });
    expect(counted.bytes).toBeLessThan(BUFFERS);
    expect(await filesOf(user)).toEqual([]);
    expect((await historyOf(token.id)).length).toBe(1);
  });

  it('with a token that does not exist, in the words of every other call', async () => {
    const { user, channel } = await world();
    const stranger = await world();
    const url = filesUrl(channel, stranger.token).replace(/[0-9a-f]{8}$/, '00000000');
    const { counted, init } = endless();
    const refused = await outcome(await send(url, init));
    expect(refused).toEqual(
      await outcome(await send(url.replace('/files', '/message'), json({ text: 'x' }))),
    );
    expect(refused).toMatchObject({ status: 401, code: 'authtoken_invalid' });
    expect(counted.bytes).toBeLessThan(BUFFERS);
    expect([...(await filesOf(user)), ...(await filesOf(stranger.user))]).toEqual([]);
  });

  it('where the owner may not post, and by a bot that may not, before any of them is read', async () => {
    const { user, token, url: own } = await world();
    const elsewhere = await world();
    const personal = await aBot(elsewhere.user, { access: 'PERSONAL' });
    const cases = [
      [filesUrl(elsewhere.channel, token), 403, 'access_denied'],
      [filesUrl({ uniqueName: 'no-such-channel' }, token), 404, 'channel_not_exists'],
      [`/api/v2/bots/${personal.uniqueName}/files?zapikey=${token.token}`, 403, 'access_denied'],
      [`/api/v2/bots/no-such-bot/files?zapikey=${token.token}`, 404, 'bot_not_found'],
      [`${own}&bot_unique_name=no-such-bot`, 404, 'bot_not_found'],
      [`${own}&bot_unique_name=${personal.uniqueName}`, 403, 'access_denied'],
    ] as const;
    for (const [url, status, code] of cases) {
      const { counted, init } = endless();
      expect(await outcome(await send(url, init))).toMatchObject({ status, code });
      expect(counted.bytes).toBeLessThan(BUFFERS);
    }
    expect(await filesOf(user)).toEqual([]);
    expect((await historyOf(token.id)).map(({ status }) => status)).toEqual([403, 404, 403, 404, 404, 403]);
  });

  it('with an idempotency key that is too long, before any of them is read', async () => {
    const { user, token, url } = await world();
    const { counted, init } = endless();
    const headers = { ...init.headers, 'idempotency-key': 'k'.repeat(256) };
    const refused = await outcome(await send(url, { ...init, headers }));
    expect(refused).toMatchObject({ status: 400, code: 'invalid_inputs', field: 'idempotency-key' });
    expect(counted.bytes).toBeLessThan(BUFFERS);
    expect(await filesOf(user)).toEqual([]);
    expect(await historyOf(token.id)).toMatchObject([{ outcome: 'invalid_inputs', status: 400 }]);
  });

  it.each([
    ['no file', form([], [['comments', 'x']]), 400, 'invalid_inputs', 'files'],
    [
      'an input of a page in which nothing was chosen',
      form([{ name: '', bytes: '' }]),
      400,
      'invalid_inputs',
      'files',
    ],
    ['JSON', json({ files: [] }), 415, 'unsupported_media_type', undefined],
    ['nothing at all', { method: 'POST' }, 415, 'unsupported_media_type', undefined],
    [
      'no boundary',
      { method: 'POST', body: 'x', headers: { 'content-type': 'multipart/form-data' } },
      400,
      'invalid_inputs',
      'content-type',
    ],
    [
      'a body that is no form',
      { method: 'POST', body: 'hello', headers: { 'content-type': 'multipart/form-data; boundary=x' } },
      400,
      'invalid_inputs',
      'body',
    ],
    [
      'a form without its end',
      {
        method: 'POST',
        body: '--x\r\nContent-Disposition: form-data; name="files"; filename="a"\r\n\r\nabc',
        headers: { 'content-type': 'multipart/form-data; boundary=x' },
      },
      400,
      'invalid_inputs',
      'body',
    ],
    [
      'compression',
      { ...form([{ name: 'a', bytes: 'a' }]), headers: { 'content-encoding': 'gzip' } },
      415,
      'unsupported_media_type',
      undefined,
    ],
    [
      'eleven files',
      form(Array.from({ length: 11 }, (_, n) => ({ name: `${n}`, bytes: 'x' }))),
      400,
      'invalid_inputs',
      'files',
    ],
    [
      'a comment that is too long',
      form([{ name: 'a', bytes: 'a' }], [['comments', 'x'.repeat(5_001)]]),
      400,
      'invalid_inputs',
      'comments',
    ],
    [
      'comments that are no texts',
      form([{ name: 'a', bytes: 'a' }], [['comments', '[{"a":1}]']]),
      400,
      'invalid_inputs',
      'comments',
    ],
  ] as [string, RequestInit, number, string, string | undefined][])(
    'with %s, and nothing is left',
    async (_, init, status, code, field) => {
      const { user, token, channel, url } = await world();
      expect(await outcome(await send(url, init))).toMatchObject({ status, code, ...(field && { field }) });
      expect(await filesOf(user)).toEqual([]);
      expect(await messagesOf(channel.feedId)).toEqual([]);
      expect(await historyOf(token.id)).toMatchObject([{ outcome: code, status }]);
      expect(await orphans()).toBe(0);
    },
  );

  it('with another method, or in a message', async () => {
    const { url } = await world();
    const put = await send(url, { ...form([{ name: 'a', bytes: 'a' }]), method: 'PUT' });
    expect(await outcome(put)).toMatchObject({ status: 405, code: 'request_method_invalid' });
    const message = json({ text: 'x', files: [{ id: '1' }] });
    const answer = await outcome(await send(url.replace('/files', '/message'), message));
    expect(answer).toMatchObject({ status: 400, code: 'extra_key_found', field: 'files' });
  });
});
