import pg from 'pg';
import { afterAll } from 'vitest';
import { env } from '@/lib/env';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import type { Acceptance } from '@/lib/webhooks/accept/acceptance';
import { standardProfile } from '@/lib/webhooks/limits/profile';
import { aChannel, aToken, aUser } from './world';

const pools: pg.Pool[] = [];
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

const PLENTY = standardProfile(10_000, 10_000);

/** Sends calls through a writer of their own; calls that are given together form one batch. */
export function writerWith(profile = PLENTY) {
  const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
  pools.push(connections);
  const writer = acceptWriter(connections, profile);
  return (...calls: Acceptance[]) => Promise.all(calls.map((call) => writer.add(call, 100)));
}

/** Somebody with a token and a channel. */
export async function aPlace() {
  const user = await aUser();
  return { user, token: await aToken(user), channel: await aChannel(user) };
}
