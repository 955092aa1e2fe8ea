import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ownDatabase } from '@/test/support/database/own-database';
import { clean, type Retention } from './cleaners';

let own: pg.Pool;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ pool: own, drop } = await ownDatabase('cleaners'));
});
afterAll(() => drop());

const now = new Date('2026-11-20T12:00:00Z');
const HOUR_S = 3_600;
const DAY_S = 24 * HOUR_S;
/** The instant this many seconds before now, plus `ms`. */
const ago = (seconds: number, ms = 0) => new Date(now.getTime() - seconds * 1000 + ms);
const KEEPS: Retention = { invocationDays: 90, messageDays: 90, auditDays: 730 };

let userId: string;
beforeEach(async () => {
  userId = `u${randomUUID()}`;
  await own.query('insert into "user" (id, email, name) values ($1, $2, $3)', [
    userId,
    `${userId}@example.com`,
    'U',
  ]);
});

async function idsIn(table: string, column = 'id'): Promise<string[]> {
  const { rows } = await own.query(`select distinct ${column}::text as id from ${table} order by 1`);
  return rows.map(({ id }) => id);
}

type Ended = { expiresAt?: Date; revokedAt?: Date; seenAt: Date };

async function aSession({ expiresAt = ago(-DAY_S), revokedAt, seenAt }: Ended): Promise<string> {
  const id = randomUUID();
  await own.query(
    'insert into session (id, user_id, expires_at, revoked_at, last_seen_at) values ($1, $2, $3, $4, $5)',
    [id, userId, expiresAt, revokedAt ?? null, seenAt],
  );
  return id;
}

async function anInvitation(ended: Partial<Record<'expires_at' | 'accepted_at' | 'revoked_at', Date>>) {
  const id = randomUUID();
  await own.query(
    `insert into invitation (id, token_hash, invited_by_id, expires_at, accepted_at, revoked_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      id,
      Buffer.from(id),
      userId,
      ended.expires_at ?? ago(-DAY_S),
      ended.accepted_at ?? null,
      ended.revoked_at ?? null,
    ],
  );
  return id;
}

describe('maintenance removes when due, and keeps a millisecond before', () => {
  it('groups of messages whose first message is gone', async () => {
    const group = (rootSeq: number) =>
      own.query(
        `insert into message_group (feed_id, token_id, key_hash, round, root_seq, root_sent_at, started_at)
         values (1000007, $1, $2, 1, $3, now(), now())`,
        [randomUUID(), Buffer.from([rootSeq]), rootSeq],
      );
    await group(1);
    await group(2);
    await own.query(
      `insert into message (feed_id, seq, sent_at, sender_id, content) values (1000007, 1, now(), $1, '{}')`,
      [userId],
    );
    await clean(own, KEEPS, now);
    expect(await idsIn('message_group', 'root_seq')).toEqual(['1']);
  });

  it('sessions that ended 30 days ago, but for the last one of their person', async () => {
    const last = await aSession({ expiresAt: ago(60 * DAY_S), seenAt: ago(50 * DAY_S) });
    const kept = [
      last,
      await aSession({ seenAt: ago(80 * DAY_S) }),
      await aSession({ expiresAt: ago(30 * DAY_S, 1), seenAt: ago(60 * DAY_S) }),
      await aSession({ revokedAt: ago(30 * DAY_S, 1), seenAt: ago(60 * DAY_S) }),
    ];
    await aSession({ expiresAt: ago(30 * DAY_S), seenAt: ago(60 * DAY_S) });
    await aSession({ revokedAt: ago(30 * DAY_S), seenAt: ago(60 * DAY_S) });
    await clean(own, KEEPS, now);
    expect(await idsIn('session')).toEqual(kept.sort());
  });

  it('invitations that were used, revoked or ran out 30 days ago', async () => {
    const ends = ['expires_at', 'accepted_at', 'revoked_at'] as const;
    const kept = [await anInvitation({})];
    for (const end of ends) kept.push(await anInvitation({ [end]: ago(30 * DAY_S, 1) }));
    for (const end of ends) await anInvitation({ [end]: ago(30 * DAY_S) });
    await clean(own, KEEPS, now);
    expect(await idsIn('invitation')).toEqual(kept.sort());
  });

  it('reset links that were used, revoked or ran out 30 days ago', async () => {
    const aLink = async (end?: 'expires_at' | 'used_at' | 'revoked_at', at = ago(30 * DAY_S)) => {
      const id = randomUUID();
      await own.query(
        `insert into reset_link (id, token_hash, user_id, origin, resets_password, resets_second_factors, disables_tokens, expires_at)
         values ($1, $2, $3, 'EMAIL', true, false, false, $4)`,
        [id, Buffer.from(id), userId, ago(-DAY_S)],
      );
      if (end) await own.query(`update reset_link set ${end} = $2 where id = $1`, [id, at]);
      return id;
    };
    const ends = ['expires_at', 'used_at', 'revoked_at'] as const;
    const kept = [await aLink()];
    for (const end of ends) kept.push(await aLink(end, ago(30 * DAY_S, 1)));
    for (const end of ends) await aLink(end);
    await clean(own, KEEPS, now);
    expect(await idsIn('reset_link')).toEqual(kept.sort());
  });

  it('challenges that ran out', async () => {
    for (const [name, at] of [
      ['over', ago(0)],
      ['open', ago(0, 1)],
    ] as const) {
      await own.query(
        `insert into webauthn_challenge (id, challenge, purpose, expires_at) values ($1, $2, 'SIGN_IN', $3)`,
        [randomUUID(), name, at],
      );
    }
    await clean(own, KEEPS, now);
    expect(await idsIn('webauthn_challenge', 'challenge')).toEqual(['open']);
  });

  it('counters of attempts four hours after the last for each failure, unless they still block', async () => {
    for (const [key, failures, updatedAt, blockedUntil] of [
      ['blocks', 1, ago(5 * HOUR_S), ago(0, 1)],
      ['over', 1, ago(4 * HOUR_S), ago(0)],
      ['over too', 3, ago(12 * HOUR_S), null],
      ['remembered', 3, ago(12 * HOUR_S, 1), null],
      ['young', 1, ago(4 * HOUR_S, 1), null],
    ] as const) {
      await own.query(
        'insert into attempt_counter (key, failures, updated_at, blocked_until) values ($1, $2, $3, $4)',
        [key, failures, updatedAt, blockedUntil],
      );
    }
    await clean(own, KEEPS, now);
    expect(await idsIn('attempt_counter', 'key')).toEqual(['blocks', 'remembered', 'young']);
  });

  it('what a handler kept for a time, and nothing that it kept without one', async () => {
    const { rows } = await own.query("insert into feed (kind) values ('BOT') returning id");
    const entry =
      'insert into handler_store_entry (feed_id, in_sandbox, key, value) values ($1, false, $2, 1)';
    for (const key of ['over', 'open', 'endless']) await own.query(entry, [rows[0].id, key]);
    const until = 'update handler_store_entry set expires_at = $2 where key = $1';
    await own.query(until, ['over', ago(0)]);
    await own.query(until, ['open', ago(0, 1)]);
    await clean(own, KEEPS, now);
    expect(await idsIn('handler_store_entry', 'key')).toEqual(['endless', 'open']);
  });

  it('idempotency keys after a day', async () => {
    for (const [key, at] of [
      ['old', ago(DAY_S)],
      ['young', ago(DAY_S, 1)],
    ] as const) {
      await own.query(`insert into idempotency_key values ($1, $2, 'f', $1, $3)`, [randomUUID(), key, at]);
    }
    await clean(own, KEEPS, now);
    expect(await idsIn('idempotency_key', `encode(key_hash, 'escape')`)).toEqual(['young']);
  });

  it('half hours of calls and the audit trail after their days, and keeps them for 0', async () => {
    const fill = async () => {
      await own.query('truncate usage_slot');
      for (const [name, slotAt, eventAt] of [
        ['old', ago(90 * DAY_S), ago(730 * DAY_S)],
        ['young', ago(90 * DAY_S, 1), ago(730 * DAY_S, 1)],
      ] as const) {
        await own.query('insert into usage_slot values ($1, $2, 1, 0, 0)', [randomUUID(), slotAt]);
        await own.query(
          `insert into audit_event (id, at, actor_id, action, subject_id) values ($1, $2, $3, 'x', $4)`,
          [randomUUID(), eventAt, userId, name],
        );
      }
    };
    await fill();
    await clean(own, { invocationDays: 0, messageDays: 0, auditDays: 0 }, now);
    expect(await idsIn('audit_event', 'subject_id')).toEqual(['old', 'young']);
    expect(await idsIn('usage_slot', 'slot')).toHaveLength(2);
    await clean(own, KEEPS, now);
    expect(await idsIn('audit_event', 'subject_id')).toEqual(['young']);
    expect(await idsIn('usage_slot', `(slot at time zone 'utc')`)).toEqual(['2026-08-22 12:00:00.001']);
  });

  it('more rows than one statement takes, by two processes at once', async () => {
    await own.query(
      `insert into attempt_counter (key, updated_at) select 'many ' || n, $1 from generate_series(1, 2500) n`,
      [ago(DAY_S)],
    );
    const counts = await Promise.all([clean(own, KEEPS, now), clean(own, KEEPS, now)]);
    expect((counts[0].attempt_counter ?? 0) + (counts[1].attempt_counter ?? 0)).toBeGreaterThanOrEqual(2500);
    expect((await idsIn('attempt_counter', 'key')).filter((key) => key.startsWith('many'))).toEqual([]);
  });
});
