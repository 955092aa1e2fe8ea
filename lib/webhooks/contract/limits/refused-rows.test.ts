import { afterAll, describe, expect, it } from 'vitest';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  json,
  nodeServer,
  select,
  type TestToken,
} from '@/test/support/webhooks/world';

describe('whatever a call is refused for', () => {
  let node: Awaited<ReturnType<typeof nodeServer>> | undefined;
  afterAll(() => node?.close());

  it.each<[string, (place: { token: TestToken; name: string }) => [path: string, init: RequestInit]]>([
    [
      'no such channel',
      ({ token }) => [
        `/api/v2/channelsbyname/nowhere/message?zapikey=${token.token}`,
        json({ text: 'x'.repeat(5_000), card: {} }),
      ],
    ],
    [
      'a URL that is none',
      ({ token }) => [`/api/v2/${'x'.repeat(5_000)}?zapikey=${token.token}`, json('{}')],
    ],
    [
      'another method',
      ({ token, name }) => [
        `/api/v2/channelsbyname/${name}/message?zapikey=${token.token}`,
        { method: 'PUT', body: 'x'.repeat(100_000) },
      ],
    ],
    [
      'a body that is none',
      ({ token, name }) => [
        `/api/v2/channelsbyname/${name}/message?zapikey=${token.token}`,
        json(`{"text":${'x'.repeat(500_000)}`),
      ],
    ],
    [
      'too large',
      ({ token, name }) => [
        `/api/v2/channelsbyname/${name}/message?zapikey=${token.token}`,
        json('x'.repeat(1_100_000)),
      ],
    ],
    [
      'a very long name',
      ({ token }) => [
        `/api/v2/channelsbyname/${'n'.repeat(5_000)}/message?zapikey=${token.token}`,
        json({ text: 'x' }),
      ],
    ],
  ])('%s: with big headers a row stays small', async (_, call) => {
    node ??= await nodeServer();
    const user = await aUser();
    const token = await aToken(user);
    const channel = await aChannel(user);
    const [path, init] = call({ token, name: channel.uniqueName });
    const headers = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`x-big-${n}`, 'h'.repeat(300)]));
    const answer = await node.send(`${path}&more=${'q'.repeat(2_000)}`, {
      ...init,
      headers: { ...init.headers, ...headers },
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    await expect.poll(async () => (await historyOf(token.id)).length).toBe(1);
    const [row] = await select<{ size: number; request: string }>(
      'SELECT octet_length(row(i.*)::text) AS size, request FROM invocation i WHERE token_id = $1',
      token.id,
    );
    expect(JSON.parse(row!.request)).toMatchObject({ notes: [expect.stringContaining('beginning')] });
    expect(row!.request.length).toBeLessThanOrEqual(REFUSAL_QUOTA.requestCharacters);
    // A body is printed with two digits per byte.
    expect(row!.size).toBeLessThan(2 * REFUSAL_QUOTA.bodyBytes + 5_000);
  });

  it('an accepted call keeps all of its headers', async () => {
    node ??= await nodeServer();
    const user = await aUser();
    const token = await aToken(user);
    const channel = await aChannel(user);
    const init = json({ text: 'x' });
    const path = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
    const answer = await node.send(path, {
      ...init,
      headers: { ...init.headers, 'x-big': 'h'.repeat(5_000) },
    });
    expect(answer.status).toBe(204);
    const [row] = await select<{ request: string }>(
      'SELECT request FROM invocation WHERE token_id = $1',
      token.id,
    );
    expect(JSON.parse(row!.request).headers['x-big']).toHaveLength(5_000);
  });
});
