import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { withDatabase } from '@/lib/boot/database/url';

const name = `proven_before_test_${process.pid}_${Date.now()}`;
const url = withDatabase(inject('databaseUrl'), name);
const admin = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
const pool = new pg.Pool({ connectionString: url, max: 2 });
// Dropping the database ends connections that are already ending.
pool.on('error', () => {});
let old: string;

beforeAll(async () => {
  await admin.query(`create database ${name}`);
  old = await mkdtemp(path.join(tmpdir(), 'postern-before-'));
  await cp('prisma', path.join(old, 'prisma'), {
    recursive: true,
    filter: (source) => !/^\d{14}_/.test(path.basename(source)) || path.basename(source) < '20261129200000',
  });
  await migrate(url, old);
});
afterAll(async () => {
  await pool.end();
  await admin.query(`drop database if exists ${name} with (force)`);
  await admin.end();
  await rm(old, { recursive: true, force: true });
});

const account = (id: string, joined: string, subject: string | null = null) =>
  pool.query(
    `insert into "user" (id, email, name, role, created_at, oidc_subject)
     values ($1, $1 || '@example.com', 'N', 'ADMINISTRATOR', $2, $3)`,
    [id, joined, subject],
  );
const invitation = (acceptedBy: string, email: string | null) =>
  pool.query(
    `insert into invitation (id, token_hash, email, invited_by_id, accepted_by_id, expires_at, accepted_at)
     values ($1, decode($2, 'escape'), $3, 'first', $2, now(), now())`,
    [randomUUID(), acceptedBy, email],
  );

test('of the accounts of before, the first, linked ones and those with an invitation to their address are proven', async () => {
  await account('open', '2026-02-01');
  await account('first', '2026-01-01');
  await account('linked', '2026-02-02', 'subject');
  await account('own', '2026-02-03');
  await account('long-ago', '2026-02-04');
  await invitation('open', null);
  await invitation('own', 'own@example.com');
  await migrate(url);
  const { rows } = await pool.query('select id from "user" where email_proven order by id');
  expect(rows.map(({ id }) => id)).toEqual(['first', 'linked', 'own']);
  await account('by-a-process-of-before', '2026-03-01');
  const { rows: added } = await pool.query(
    `select email_proven from "user" where id = 'by-a-process-of-before'`,
  );
  expect(added).toEqual([{ email_proven: false }]);
});
