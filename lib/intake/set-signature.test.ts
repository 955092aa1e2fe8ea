import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { readInvocation } from '@/lib/webhook-tokens/read-invocation';
import { aChannel, aToken, aUser, historyOf, select, viaWeb } from '@/test/support/webhooks/world';
import { getSignature } from './get-signature';
import { openIntakeSecrets } from './intake-secret';
import { previewSignature } from './preview-signature';
import type { SignatureSettings } from './schema';
import { setSignature } from './set-signature';

const SECRET = 'a secret of thirty characters!';
const settings = (more: Partial<SignatureSettings> = {}): SignatureSettings => ({
  scheme: 'github',
  mode: 'REQUIRE',
  custom: null,
  keep: [],
  add: [SECRET],
  ...more,
});

async function aTarget() {
  const user = await aUser();
  const channel = await aChannel(user);
  return { user, channel, target: channel.feedId };
}

describe('what is set', () => {
  test('is shown without its secrets, which nothing stored has in the clear', async () => {
    const { user, channel, target } = await aTarget();
    expect(await getSignature(user, target)).toEqual({
      scheme: null,
      mode: 'OFF',
      custom: null,
      secrets: [],
    });
    await setSignature(user, target, settings({ add: [SECRET, 'another'] }));
    const shown = await getSignature(user, target);
    expect(shown).toMatchObject({ scheme: 'github', mode: 'REQUIRE', custom: null });
    expect(shown.secrets).toHaveLength(2);
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    const stored = await select(
      'SELECT i.*, s.* FROM intake i JOIN intake_secret s USING (feed_id) WHERE feed_id = $1',
      channel.feedId,
    );
    const asText = JSON.stringify(stored.map((row) => ({ ...row, ciphertext: String(row.ciphertext) })));
    expect(stored).toHaveLength(2);
    expect(asText).not.toContain(SECRET);
  });

  test('of many changes at once is what one of them set, with its secrets and no others', async () => {
    const { user, channel, target } = await aTarget();
    const changes = Array.from({ length: 8 }, (_, n) =>
      settings({ add: [`${SECRET} ${n}`, `${SECRET} ${n}'`] }),
    );
    await Promise.all(changes.map((change) => setSignature(user, target, change)));
    const rows = await db().intakeSecret.findMany({
      where: { feedId: channel.feedId },
      select: { id: true, feedId: true, ciphertext: true, keyVersion: true },
      orderBy: { slot: 'asc' },
    });
    expect(changes.map(({ add }) => add)).toContainEqual(openIntakeSecrets(rows));
    const where = { subjectId: channel.id, action: 'intake.set_signature' };
    expect(await db().auditEvent.count({ where })).toBe(changes.length);
  });

  test('leaves one audit row a change, with how many secrets, and none of them', async () => {
    const { user, channel, target } = await aTarget();
    await setSignature(user, target, settings());
    const [secret] = (await getSignature(user, target)).secrets;
    await setSignature(user, target, settings({ mode: 'WARN', keep: [secret!.id], add: ['another'] }));
    await setSignature(user, target, settings({ scheme: null, mode: 'OFF', add: [] }));
    const events = await db().auditEvent.findMany({
      where: { subjectId: channel.id, action: 'intake.set_signature' },
      select: { detail: true, actorId: true },
      orderBy: { id: 'asc' },
    });
    const named = { kind: 'channel', name: `#${channel.uniqueName}` };
    expect(events).toEqual([
      { actorId: user.id, detail: { ...named, scheme: 'github', mode: 'REQUIRE', secrets: '1', added: '1' } },
      { actorId: user.id, detail: { ...named, scheme: 'github', mode: 'WARN', secrets: '2', added: '1' } },
      { actorId: user.id, detail: { ...named, scheme: 'none', mode: 'OFF', secrets: '0', added: '0' } },
    ]);
    expect(await getSignature(user, target)).toMatchObject({ scheme: null, mode: 'OFF', secrets: [] });
    expect(await select('SELECT FROM intake_secret WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });

  test('keeps two secrets at the most, also of two that are added at once', async () => {
    const { user, target } = await aTarget();
    await setSignature(user, target, settings());
    const [first] = (await getSignature(user, target)).secrets;
    const add = (secret: string) =>
      setSignature(user, target, settings({ keep: [first!.id], add: [secret] }));
    // The second change finds the first one's secret, which it does not keep: the later form counts.
    await Promise.all([add('one'), add('two')]);
    expect((await getSignature(user, target)).secrets).toHaveLength(2);
  });

  test('is refused when a secret that was to stay is gone, and nothing is changed', async () => {
    const { user, target } = await aTarget();
    await setSignature(user, target, settings());
    const before = await getSignature(user, target);
    await setSignature(user, target, settings({ add: ['another'] }));
    const now = await getSignature(user, target);
    await expect(
      setSignature(user, target, settings({ mode: 'OFF', keep: [before.secrets[0]!.id], add: [] })),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await getSignature(user, target)).toEqual(now);
  });

  test('a text that is no key of Standard Webhooks is refused there, new or kept', async () => {
    const { user, target } = await aTarget();
    const scheme = 'standard-webhooks';
    await expect(setSignature(user, target, settings({ scheme }))).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await setSignature(user, target, settings());
    const [secret] = (await getSignature(user, target)).secrets;
    await expect(
      setSignature(user, target, settings({ scheme, keep: [secret!.id], add: [] })),
    ).rejects.toMatchObject({ code: 'invalid_input' });
  });

  test('goes with its channel', async () => {
    const { user, channel, target } = await aTarget();
    await setSignature(user, target, settings());
    await db().feed.delete({ where: { id: channel.feedId } });
    expect(await select('SELECT FROM intake_secret WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });
});

describe('the preview', () => {
  const sign = (secret: string, body: string) =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;

  test('tells how the last calls of all tokens would have fared, before anything is saved', async () => {
    const { user, channel, target } = await aTarget();
    const [own, reader] = [await aToken(user), await aUser()];
    const theirs = await aToken(reader);
    await select('INSERT INTO feed_member (feed_id, user_id) VALUES ($1, $2)', channel.feedId, reader.id);
    const url = (token: string) => `/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token}`;
    const send = (token: string, body: string, headers: Record<string, string>, path = url(token)) =>
      viaWeb(path, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
    for (let n = 0; n < 5; n++) {
      const body = JSON.stringify({ n, text: 'Zoë' });
      await send(own.token, body, { 'x-hub-signature-256': sign(SECRET, body) });
    }
    const body = JSON.stringify({ text: 'theirs' });
    await send(theirs.token, body, { 'x-hub-signature-256': sign(SECRET, body) });
    await send(theirs.token, body, { 'x-hub-signature-256': sign('another', body) });
    await send(theirs.token, body, {});
    // A call by the channel's id, and one with a masked token in its body.
    await send(own.token, body, {}, `/api/v2/channels/${channel.id}/incoming?zapikey=${own.token}`);
    const masked = JSON.stringify({ text: own.token });
    await send(own.token, masked, { 'x-hub-signature-256': sign(SECRET, masked) });
    // A call of another endpoint, which does not count.
    await send(own.token, '{"text":"x"}', {}, url(own.token).replace('/incoming', '/message'));

    const preview = await previewSignature(user, target, settings());
    expect(preview).toEqual({
      checked: 9,
      passed: 6,
      faults: [
        { calls: 2, reason: expect.stringContaining('missing') },
        { calls: 1, reason: expect.stringContaining('another secret') },
      ],
      unknown: [{ calls: 1, reason: expect.stringContaining('masked') }],
    });
    expect(await previewSignature(user, target, settings({ add: ['another'] }))).toMatchObject({ passed: 1 });
    expect(await select('SELECT FROM intake WHERE feed_id = $1', channel.feedId)).toEqual([]);
  });

  test('goes by the time of the call, not of the preview', async () => {
    const { user, channel, target } = await aTarget();
    const token = await aToken(user);
    const at = Math.floor(Date.now() / 1_000) - 86_400;
    const body = '{"text":"x"}';
    const headers = {
      'x-slack-request-timestamp': String(at),
      'x-slack-signature': `v0=${createHmac('sha256', SECRET).update(`v0:${at}:${body}`).digest('hex')}`,
    };
    await viaWeb(`/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`, {
      method: 'POST',
      headers,
      body,
    });
    const slack = settings({ scheme: 'slack' });
    expect((await previewSignature(user, target, slack)).faults).toEqual([
      { calls: 1, reason: expect.stringMatching(/^Signature right, but too old/) },
    ]);
    await select(
      "UPDATE invocation SET received_at = received_at - interval '1 day' WHERE token_id = $1",
      token.id,
    );
    expect(await previewSignature(user, target, slack)).toMatchObject({ checked: 1, passed: 1 });
  });

  test('knows GitLab’s token, which the history keeps as a fingerprint only', async () => {
    const { user, channel, target } = await aTarget();
    const token = await aToken(user);
    const [first] = await Promise.all([
      viaWeb(`/api/v2/channelsbyname/${channel.uniqueName}/incoming?zapikey=${token.token}`, {
        method: 'POST',
        headers: { 'x-gitlab-token': SECRET },
        body: '{"text":"x"}',
      }),
    ]);
    expect(first.status).toBe(200);
    const [call] = await historyOf(token.id);
    expect(JSON.stringify(call)).not.toContain(SECRET);
    const shown = await readInvocation(
      { ...user, stepUpEndsAt: new Date(Date.now() + 60_000) } as never,
      token.id,
      call!.id as string,
    );
    expect(JSON.stringify(shown)).not.toContain(SECRET);
    const gitlab = settings({ scheme: 'gitlab' });
    expect(await previewSignature(user, target, gitlab)).toMatchObject({ checked: 1, passed: 1 });
    expect(await previewSignature(user, target, { ...gitlab, add: ['another'] })).toMatchObject({
      checked: 1,
      passed: 0,
    });
  });
});
