import { expect, test } from 'playwright/test';
import { db } from '@/lib/db/prisma';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { call, post, urlOf } from './call';

async function builds() {
  const owner = await createUser();
  const token = await createToken(owner);
  const channel = await createChannel(owner);
  return { owner, token, channel, url: urlOf.channel(channel.uniqueName, token.token) };
}

test.describe('the contract of refusals', () => {
  test('400 names the unknown key, the field and the limit', async () => {
    const { url } = await builds();
    expect(await post(url, { text: 'Hi', attachments: [] })).toMatchObject({
      status: 400,
      json: { code: 'extra_key_found', message: expect.stringContaining("'attachments' is an extra key") },
    });
    const button = { label: 'Go', action: { type: 'invoke.bot' } };
    expect(await post(url, { text: 'Hi', buttons: [button] })).toMatchObject({
      status: 400,
      json: { code: 'input_pattern_mismatch' },
    });
    expect(await post(url, { text: 'x'.repeat(5_001) })).toMatchObject({
      status: 400,
      json: { code: 'invalid_inputs', field: 'text', limit: 5_000 },
    });
    for (const body of ['{', '[]', 'null', '{"text":""}', '']) {
      const answer = await call(url, { body, headers: { 'content-type': 'application/json' } });
      expect(answer, body).toMatchObject({ status: 400, json: { code: 'invalid_inputs' } });
    }
  });

  test('404 for what is addressed and does not exist', async () => {
    const { token } = await builds();
    const key = token.token;
    const missing = {
      channel_not_exists: urlOf.channel('nowhere-at-all', key),
      bot_not_found: urlOf.botMessage('nobody-at-all', key),
      application_not_found: urlOf.extension({ appId: '999999999999', appKey: 'x' }, key),
      request_url_invalid: `/api/v2/nothing?zapikey=${key}`,
    };
    for (const [code, path] of Object.entries(missing)) {
      expect(await post(path, { text: 'Hi' }), code).toMatchObject({ status: 404, json: { code } });
    }
    expect(await post('/api/nothing', {})).toMatchObject({
      status: 404,
      json: { code: 'request_url_invalid' },
    });
    const slash = urlOf.channel('general', key).replace('/message', '/message/');
    expect(await post(slash, { text: 'Hi' })).toMatchObject({ status: 404 });
  });

  test('405 with Allow, before the key is looked at', async () => {
    const { channel } = await builds();
    const answer = await call(urlOf.channel(channel.uniqueName, 'x'), { method: 'GET' });
    expect(answer).toMatchObject({ status: 405, json: { code: 'request_method_invalid' } });
    expect(answer.headers.get('allow')).toBe('POST');
  });

  test('413 for a body over 1 MiB, 415 for one that cannot be read', async () => {
    const { url } = await builds();
    const large = JSON.stringify({ text: 'x'.repeat(1024 * 1024) });
    const headers = { 'content-type': 'application/json' };
    expect(await call(url, { body: large, headers })).toMatchObject({
      status: 413,
      json: { code: 'request_too_large' },
    });
    expect(await call(url, { body: 'PNG', headers: { 'content-type': 'image/png' } })).toMatchObject({
      status: 415,
      json: { code: 'unsupported_media_type' },
    });
  });

  test('every refusal has the envelope, a request id and no cookie', async () => {
    const { url, token } = await builds();
    const answers = [
      await post(url, { nonsense: 1 }),
      await post(urlOf.channel('nowhere-at-all', token.token), { text: 'Hi' }),
      await post(urlOf.channel('general', ''), { text: 'Hi' }),
    ];
    for (const { json, headers } of answers) {
      expect(json).toMatchObject({ code: expect.stringMatching(/^[a-z_]+$/), message: expect.any(String) });
      expect(headers.get('content-type')).toBe('application/json;charset=UTF-8');
      expect(headers.get('x-request-id')).toBeTruthy();
      expect(headers.get('set-cookie')).toBeNull();
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('a refused call of a known key is in its history with the reason, one of an unknown key is not', async () => {
    const { url, token, channel } = await builds();
    const before = await db().invocation.count({ where: { target: channel.uniqueName } });
    await post(url, { nonsense: 1 });
    await post(urlOf.channel(channel.uniqueName, `1001.${'0'.repeat(32)}.${'0'.repeat(32)}`), { text: 'Hi' });
    const calls = await db().invocation.findMany({
      where: { target: channel.uniqueName },
      select: { tokenId: true, status: true, outcome: true, reason: true },
    });
    expect(before).toBe(0);
    expect(calls).toEqual([
      {
        tokenId: token.id,
        status: 400,
        outcome: 'extra_key_found',
        reason: expect.stringContaining('nonsense'),
      },
    ]);
  });
});
