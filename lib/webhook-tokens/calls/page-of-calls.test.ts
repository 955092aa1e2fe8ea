import { PrismaPg } from '@prisma/adapter-pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PrismaClient } from '@/lib/db/generated/client';
import { pool } from '@/lib/db/pool';
import { createToken } from '@/prisma/factories/create-token';
import { createUser } from '@/prisma/factories/create-user';
import { aCall } from '@/test/support/people/person';
import { pageOfCalls } from './page-of-calls';

const listening = new PrismaClient({
  adapter: new PrismaPg(pool()),
  log: [{ level: 'query', emit: 'event' }],
});
afterAll(() => listening.$disconnect());

const CALLS = 20_000;
let tokenId: string;

beforeAll(async () => {
  const user = await createUser();
  tokenId = (await createToken(user)).id;
  // A rare call before very many others.
  await aCall(tokenId, user.id, { outcome: 'handler_failed', status: 422 });
  await pool().query(
    `INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, request, body_size)
     SELECT uuidv7(), $1::uuid, $2, now(), 1, 'channel_message', 'builds', 204, 'accepted', '{}', 0 FROM generate_series(1, $3::int)`,
    [tokenId, user.id, CALLS],
  );
  await pool().query('ANALYZE invocation');
});

type Plan = {
  'Index Name'?: string;
  'Actual Rows'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: Plan[];
};

/** The number of calls that PostgreSQL read for a page. */
async function lookedAt(filters: Parameters<typeof pageOfCalls>[2]) {
  const asked: { query: string; params: string }[] = [];
  listening.$on('query', (event) => asked.push(event));
  await pageOfCalls(listening, tokenId, filters);
  const { query, params } = asked.find((one) => one.query.includes('"invocation"'))!;
  const { rows } = await pool().query(`EXPLAIN (ANALYZE, FORMAT JSON) ${query}`, JSON.parse(params));
  const plans: Plan[] = [];
  const collect = (plan: Plan) => {
    plans.push(plan);
    for (const below of plan.Plans ?? []) collect(below);
  };
  collect(rows[0]['QUERY PLAN'][0].Plan);
  return plans
    .filter((plan) => plan['Index Name'])
    .reduce((sum, plan) => sum + (plan['Actual Rows'] ?? 0) + (plan['Rows Removed by Filter'] ?? 0), 0);
}

it.each([
  { outcome: 'failed' },
  { outcome: 'handler_failed' },
  { outcome: 'refused' },
  { status: '4xx' },
  { status: '422' },
  { status: '5xx' },
  { outcome: 'failed', status: '422', within: '30d' },
] as const)(
  'a page of $outcome $status looks at no accepted call, however many there are',
  async (filters) => {
    expect(await lookedAt(filters)).toBeLessThanOrEqual(1);
  },
);

it('the first page of all looks at no more calls than it has', async () => {
  expect(await lookedAt({})).toBeLessThanOrEqual(51);
});
