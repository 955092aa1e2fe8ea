import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { statusOf } from '@/lib/errors';
import { ANSWERED_WELL, wireErrorCodes } from '@/lib/webhook-tokens/policies/outcome-policy';
import { aCall, aPerson, ask } from '@/test/support/people/person';
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

/** An id that a call of that day would have; no call has it. */
function daysAgo(days: number): string {
  const hex = (Date.now() - days * 24 * 3_600_000).toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
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
      // A call that arrives between two pages shifts neither.
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
    expect(await ids('?target=Deploys&within=24h')).toEqual([good]);
    expect(await ids('?target=deploys')).toEqual([]);
  });

  test('refused ones, failed ones and repeated ones are told apart, as in the chart', async () => {
    const { person, tokenId, page } = await aToken();
    const made = new Map<string, string>();
    const kinds = [...ANSWERED_WELL, ...wireErrorCodes];
    for (const outcome of kinds) {
      const status = outcome in statusOf ? statusOf[outcome as keyof typeof statusOf] : 204;
      made.set(outcome, await aCall(tokenId, person.id, { outcome, status }));
    }
    const outcomes = async (query: string) =>
      (await page(query)).rows.map(({ outcome }: { outcome: string }) => outcome).toReversed();
    const failed = ['handler_failed', 'internal_error', 'temporarily_unavailable'];
    const refused = wireErrorCodes.filter((code) => !failed.includes(code));
    expect(await outcomes('?outcome=accepted')).toEqual(['accepted']);
    expect(await outcomes('?outcome=replayed')).toEqual(['replayed']);
    expect(await outcomes('?outcome=test')).toEqual(['test']);
    expect(await outcomes('?outcome=failed')).toEqual(failed);
    expect(await outcomes('?outcome=refused')).toEqual(refused);
    for (const range of ['1h', '24h']) {
      const { json } = await ask(chart.GET, { person, params: { tokenId }, query: `?range=${range}` });
      const sum = (key: string) =>
        json.buckets.reduce((total: number, bucket: Record<string, number>) => total + bucket[key]!, 0);
      expect([sum('accepted'), sum('refused'), sum('failed')]).toEqual([1, refused.length, failed.length]);
    }
  });

  test('are filtered by one status, by all of a hundred and by an error code, alone and together', async () => {
    const { person, tokenId, page } = await aToken();
    const call = (outcome: string, status: number) => aCall(tokenId, person.id, { outcome, status });
    const accepted = await call('accepted', 204);
    const answered = await call('accepted', 200);
    const denied = await call('access_denied', 403);
    const unknown = await call('channel_not_exists', 404);
    const broken = await call('internal_error', 500);
    const failed = await call('handler_failed', 422);
    const ids = async (query: string) => (await page(query)).rows.map(({ id }: { id: string }) => id);
    expect(await ids('?status=2xx')).toEqual([answered, accepted]);
    expect(await ids('?status=204')).toEqual([accepted]);
    expect(await ids('?status=4xx')).toEqual([failed, unknown, denied]);
    expect(await ids('?status=404')).toEqual([unknown]);
    expect(await ids('?status=5xx')).toEqual([broken]);
    expect(await ids('?outcome=access_denied')).toEqual([denied]);
    expect(await ids('?outcome=failed&status=4xx')).toEqual([failed]);
    expect(await ids('?outcome=refused&status=404&endpoint=channel_message')).toEqual([unknown]);
    expect(await ids('?outcome=accepted&status=404')).toEqual([]);
  });

  test.each(['outcome=banana', 'outcome=', 'status=40', 'status=3xx', 'status=4x4', 'status=404,500'])(
    'are refused a filter that means nothing: %s',
    async (query) => {
      const { person, tokenId } = await aToken();
      const { status, json } = await ask(invocations.GET, {
        person,
        params: { tokenId },
        query: `?${query}`,
      });
      expect(status).toBe(400);
      expect(json.field).toBe(query.split('=')[0]);
    },
  );

  test('that match a filter come in pages that neither repeat nor leave out, among others between them', async () => {
    const { person, tokenId, page } = await aToken();
    const failed: string[] = [];
    for (let count = 0; count < 120; count++) {
      failed.unshift(await aCall(tokenId, person.id, { outcome: 'handler_failed', status: 422 }));
      await aCall(tokenId, person.id, count % 2 ? { outcome: 'access_denied', status: 403 } : {});
    }
    for (const filter of ['outcome=failed', 'outcome=handler_failed', 'status=422']) {
      const seen: string[] = [];
      let before: string | null = '';
      do {
        const got: { rows: { id: string }[]; nextBefore: string | null } = await page(
          `?${filter}${before && `&before=${before}`}`,
        );
        seen.push(...got.rows.map(({ id }) => id));
        before = got.nextBefore;
      } while (before);
      expect(seen).toEqual(failed);
    }
  });

  test('of somebody else, of another token and of nobody are missing in the same words', async () => {
    const { person, tokenId } = await aToken();
    const other = await aToken();
    const theirs = await aCall(other.tokenId, other.person.id);
    const second = await ask(tokens.POST, { person, method: 'POST', body: { name: 'Second' } });
    const mineElsewhere = await aCall(second.json.row.id, person.id);
    const answers = await Promise.all(
      [theirs, mineElsewhere, daysAgo(0), randomUUID()].map((invocationId) =>
        ask(invocation.GET, { person, params: { tokenId, invocationId } }),
      ),
    );
    for (const { status, json } of answers) {
      expect(status).toBe(404);
      expect(json).toMatchObject({ code: 'not_found', title: 'There is no such call, or it is not yours.' });
    }
  });

  test('that are older than the history keeps calls say so', async () => {
    const { person, tokenId } = await aToken();
    const title = async (invocationId: string) =>
      (await ask(invocation.GET, { person, params: { tokenId, invocationId } })).json.title;
    expect(await title(daysAgo(91))).toContain('Calls are kept for 90 days');
    expect(await title(daysAgo(89))).toContain('There is no such call');
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
