import { describe, expect, test } from 'vitest';
import { aCall, aPerson, ask } from '@/lib/webhook-tokens/test-person';
import * as chart from './[tokenId]/usage/chart/route';
import * as invocation from './[tokenId]/usage/invocations/[invocationId]/route';
import * as invocations from './[tokenId]/usage/invocations/route';
import * as usage from './[tokenId]/usage/route';
import * as tokens from './route';

async function aToken() {
  const person = await aPerson();
  const made = await ask(tokens.POST, { person, method: 'POST', body: { name: 'Builds' } });
  const tokenId: string = made.json.row.id;
  const page = async (query = '') =>
    (await ask(invocations.GET, { person, params: { tokenId }, query })).json;
  return { person, tokenId, page };
}

describe('the calls', () => {
  test('come newest first, in pages that neither repeat nor leave out', async () => {
    const { person, tokenId, page } = await aToken();
    const made: string[] = [];
    for (let count = 0; count < 120; count++) made.unshift(await aCall(tokenId, person.id));
    const seen: string[] = [];
    let before: string | null = '';
    do {
      const got: { rows: { id: string }[]; nextBefore: string | null } = await page(
        before && `?before=${before}`,
      );
      seen.push(...got.rows.map(({ id }) => id));
      before = got.nextBefore;
      // A call that comes meanwhile shifts nothing.
      await aCall(tokenId, person.id);
    } while (before);
    expect(seen).toEqual(made);
  });

  test('are filtered by outcome, endpoint and a search that ignores case', async () => {
    const { person, tokenId, page } = await aToken();
    const good = await aCall(tokenId, person.id, { target: 'Deploys', endpoint: 'bot_incoming' });
    const bad = await aCall(tokenId, person.id, {
      outcome: 'access_denied',
      status: 403,
      reason: '100% not a member',
    });
    const ids = async (query: string) => (await page(query)).rows.map(({ id }: { id: string }) => id);
    expect(await ids('?outcome=accepted')).toEqual([good]);
    expect(await ids('?outcome=refused')).toEqual([bad]);
    expect(await ids('?endpoint=bot_incoming')).toEqual([good]);
    expect(await ids('?search=dePLOYS')).toEqual([good]);
    expect(await ids(`?search=${encodeURIComponent('100%')}`)).toEqual([bad]);
    expect(await ids('?search=nowhere')).toEqual([]);
  });

  test('are shown in full one by one, with headers and body as they came', async () => {
    const { person, tokenId } = await aToken();
    const body = Buffer.from('{"text":"Grüße 👋"}');
    const invocationId = await aCall(tokenId, person.id, { body, bodySize: body.length });
    const { json } = await ask(invocation.GET, { person, params: { tokenId, invocationId } });
    expect(json).toMatchObject({
      headers: [['user-agent', 'curl/8.5']],
      body: { text: '{"text":"Grüße 👋"}', size: body.length, cut: false, binary: false },
      message: null,
    });
  });

  test('of bytes that are not text are marked as such', async () => {
    const { person, tokenId } = await aToken();
    const invocationId = await aCall(tokenId, person.id, { body: Buffer.from([0xff, 0xfe, 0]), bodySize: 3 });
    const { json } = await ask(invocation.GET, { person, params: { tokenId, invocationId } });
    expect(json.body).toMatchObject({ binary: true, size: 3 });
  });
});

describe('the chart', () => {
  test.each([
    ['1h', 60],
    ['24h', 48],
    ['7d', 56],
    ['30d', 60],
  ])('of %s has every step, with calls by outcome', async (range, steps) => {
    const { person, tokenId } = await aToken();
    await aCall(tokenId, person.id);
    await aCall(tokenId, person.id);
    await aCall(tokenId, person.id, { outcome: 'authtoken_invalid', status: 401 });
    await aCall(tokenId, person.id, { outcome: 'handler_failed', status: 422 });
    await aCall(tokenId, person.id, { outcome: 'internal_error', status: 500 });
    const { json } = await ask(chart.GET, { person, params: { tokenId }, query: `?range=${range}` });
    expect(json.buckets).toHaveLength(steps);
    const sum = (key: string) =>
      json.buckets.reduce((total: number, bucket: Record<string, number>) => total + bucket[key]!, 0);
    expect([sum('accepted'), sum('refused'), sum('failed')]).toEqual([2, 1, 2]);
  });
});

describe('the facts', () => {
  test('name the address of the last call', async () => {
    const { person, tokenId } = await aToken();
    const facts = async () => (await ask(usage.GET, { person, params: { tokenId } })).json;
    expect((await facts()).lastSourceAddress).toBeNull();
    await aCall(tokenId, person.id, { request: { sourceAddress: '198.51.100.4' } });
    expect((await facts()).lastSourceAddress).toBe('198.51.100.4');
  });
});
