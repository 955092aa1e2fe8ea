import { randomBytes } from 'node:crypto';
import net from 'node:net';
import pg from 'pg';
import { db } from '@/lib/db/prisma';
import { ACCEPT_APPLICATION } from '@/lib/webhooks/accept/pool';
import { createChannel } from '@/prisma/factories/create-channel';
import { createToken } from '@/prisma/factories/create-token';
import { startOwnServer } from '../support/own-server';
import { expect, test } from '../support/test';
import { post, urlOf } from '../webhooks/call';

test('S21 a change that its browser no longer waits for is finished before a stop closes the database', async ({
  context,
  person,
}) => {
  const token = await createToken(person);
  const role = await aRole();
  const server = await startOwnServer({ DATABASE_URL: role.url });
  const channel = await createChannel(person);
  const { status } = await post(`${server.url}${urlOf.channel(channel.uniqueName, token.token)}`, {
    text: 'x',
  });
  expect(status).toBe(204);
  const holder = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query('SELECT FROM webhook_token WHERE id = $1 FOR UPDATE', [token.id]);

  const { hostname, port, host } = new URL(server.url);
  const browser = net.connect(Number(port), hostname);
  const body = JSON.stringify({ name: 'Renamed at the end' });
  const cookies = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const head = [
    `PUT /api/webhook-tokens/${token.id}/name HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${server.url}`,
    `Cookie: ${cookies}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
  ];
  browser.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  await expect.poll(() => role.connections("wait_event_type = 'Lock'")).toBe(1);
  browser.resetAndDestroy();
  server.signal('SIGTERM');
  // The thread that takes calls has nothing to wait for, and closes its connections as it tells the other one to stop.
  await expect.poll(() => role.connections(`application_name = '${ACCEPT_APPLICATION}'`)).toBe(0);
  await holder.query('ROLLBACK');
  await holder.end();

  await server.stop();
  const { name } = await db().webhookToken.findUniqueOrThrow({ where: { id: token.id } });
  expect(name).toBe('Renamed at the end');
  expect(server.output()).not.toContain('"level":50');
  await role.drop();
});

/** A role of one server alone, so that its connections can be told from those of others. */
async function aRole() {
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  await db().$executeRawUnsafe(`CREATE ROLE ${name} SUPERUSER LOGIN PASSWORD '${name}'`);
  const url = new URL(process.env.DATABASE_URL ?? '');
  Object.assign(url, { username: name, password: name });
  return {
    url: url.href,
    async connections(where: string): Promise<number> {
      const rows: { count: bigint }[] = await db().$queryRawUnsafe(
        `SELECT count(*) FROM pg_stat_activity WHERE usename = '${name}' AND ${where}`,
      );
      return Number(rows[0]?.count);
    },
    drop: () => db().$executeRawUnsafe(`DROP ROLE ${name}`),
  };
}
