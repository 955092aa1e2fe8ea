import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import * as tokens from '@/app/api/webhook-tokens/route';
import type { SignedInUser } from '@/lib/auth/principals';
import { checkDatabase } from '@/lib/boot/database/check-database';
import { withDatabase } from '@/lib/boot/database/url';
import { pool } from '@/lib/db/pool';
import { env, provide } from '@/lib/env';
import { feedEvents } from '@/lib/feeds/feed-events';
import { closeNotifications } from '@/lib/live/notifications';
import { acceptPool, runAcceptStatement } from '@/lib/webhooks/accept/pool';
import { aPerson as aReader } from '@/test/support/feed';
import { aPerson, ask } from '@/test/support/people/person';
import {
  aBot,
  aChannel,
  aToken,
  aUser,
  countersOf,
  historyOf,
  json,
  messagesOf,
  nodeServer,
} from '@/test/support/webhooks/world';
import { type PgBouncer, pgbouncerFile, startPgBouncer } from './support/programs/pgbouncer';

const direct = inject('databaseUrl');
let bouncer: PgBouncer;
let service: Awaited<ReturnType<typeof nodeServer>>;

describe.runIf(pgbouncerFile)('behind PgBouncer in transaction mode, with two server connections', () => {
  beforeAll(async () => {
    bouncer = await startPgBouncer(direct);
    vi.stubEnv('DATABASE_URL', bouncer.url);
    vi.stubEnv('DIRECT_DATABASE_URL', direct);
    // Makes the next reader read the settings again.
    provide('NODE_ENV', 'test');
    service = await nodeServer();
  });
  afterAll(async () => {
    await service.close();
    await closeNotifications();
    await Promise.all([pool().end(), acceptPool().end()]);
    await bouncer.stop();
    vi.unstubAllEnvs();
  });

  it('calls are accepted, refused and counted exactly, many at once', async () => {
    const user = await aUser();
    const [token, other, channel] = [await aToken(user), await aToken(user), await aChannel(user)];
    const url = (target: string, { token: key } = token) =>
      `/api/v2/channelsbyname/${target}/message?zapikey=${key}`;
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        service.send(
          url(n % 4 ? channel.uniqueName : 'nowhere', n % 2 ? token : other),
          json({ text: `${n}` }),
        ),
      ),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 204)).toHaveLength(150);
    expect(statuses.filter((status) => status === 404)).toHaveLength(50);
    expect(await messagesOf(channel.feedId)).toHaveLength(150);
    expect(await countersOf(token.id)).toMatchObject({ invocations: 100, refusals: 0 });
    expect(await countersOf(other.id)).toMatchObject({ invocations: 50, refusals: 50 });
    expect(await historyOf(other.id)).toHaveLength(100);
    const madeUp = `1001.${'0'.repeat(32)}.${'0'.repeat(32)}`;
    expect((await service.send(url(channel.uniqueName, { ...token, token: madeUp }), json({}))).status).toBe(
      401,
    );
  });

  it('handlers are found and run', async () => {
    const user = await aUser();
    const bot = await aBot(user, {
      handlerCode: 'function handler({ body }) { return { text: "got it", echo: body.n }; }',
    });
    const token = await aToken(user);
    const url = `/api/v2/bots/${bot.uniqueName}/incoming?zapikey=${token.token}`;
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, n) => (await service.send(url, json({ n }))).json()),
    );
    expect(answers.map(({ echo }) => echo)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('feeds are live, whichever server connection the call took', async () => {
    const user = await aReader();
    const [token, channel] = [await aToken(user as never), await aChannel(user as never)];
    const abort = new AbortController();
    const stream = await feedEvents(user as SignedInUser, channel.feedId, { after: 0, signal: abort.signal });
    const reader = stream.getReader();
    let seen = '';
    const until = async (text: string) => {
      while (!seen.includes(text)) seen += Buffer.from((await reader.read()).value ?? []).toString();
    };
    await until('retry:');
    for (const text of ['one', 'two', 'three']) {
      const url = `/api/v2/channelsbyname/${channel.uniqueName}/message?zapikey=${token.token}`;
      expect((await service.send(url, json({ text }))).status).toBe(204);
      await until(`"text":"${text}"`);
    }
    abort.abort();
    await reader.cancel();
  });

  it('the module’s limit of five holds under twenty requests at once', async () => {
    const person = await aPerson();
    const generate = () => ask(tokens.POST, { person, method: 'POST', body: { name: 'Builds' } });
    const answers = await Promise.all(Array.from({ length: 20 }, generate));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(15);
    expect((await ask(tokens.GET, { person })).json).toHaveLength(5);
  });

  describe('the accepting statement', () => {
    const run = (text: string, values: string[] = []) =>
      runAcceptStatement(acceptPool(), { name: 'never_used', text, values });

    it('has its settings, and leaves none behind', async () => {
      const settings = "current_setting('jit'), current_setting('plan_cache_mode')";
      expect(
        await run(
          `select current_setting('statement_timeout'), current_setting('postern.announces'), ${settings}`,
        ),
      ).toEqual([['3s', 'on', 'off', 'force_generic_plan']]);
      const after = await Promise.all(Array.from({ length: 8 }, () => pool().query(`select ${settings}`)));
      for (const { rows } of after) expect(rows).toEqual([{ current_setting: 'auto' }]);
    });

    it('that fails changes nothing, says why, and the next one goes well', async () => {
      const user = await aUser();
      const renamed = run('update "user" set name = $1 where id = $2 returning 1 / 0', ['Changed', user.id]);
      await expect(renamed).rejects.toMatchObject({ code: '22012' });
      expect(await run('select name from "user" where id = $1', [user.id])).not.toEqual([['Changed']]);
    });

    it('that takes too long is rolled back', async () => {
      await expect(run('select pg_sleep(10)')).rejects.toMatchObject({ code: '57014' });
    });

    it('whose commit fails has failed', async () => {
      await pool().query(
        'create table if not exists commit_fails (id int primary key deferrable initially deferred)',
      );
      await expect(run('insert into commit_fails select 1 from generate_series(1, 2)')).rejects.toMatchObject(
        {
          code: '23505',
        },
      );
      await pool().query('drop table commit_fails');
    });

    it('whose connection is lost has failed, and the next one gets another', async () => {
      const [[pid] = []] = await run('select pg_backend_pid()');
      const sleeping = run('select pg_sleep(2), pg_backend_pid()').catch((error: Error) => error);
      const client = new pg.Client(direct);
      await client.connect();
      const running = async () =>
        (
          await client.query(
            "select pid from pg_stat_activity where query like '%pg_sleep(2)%' and pid <> pg_backend_pid()",
          )
        ).rows[0]?.pid;
      await expect.poll(running).toBeGreaterThan(0);
      await client.query('select pg_terminate_backend($1)', [await running()]);
      await client.end();
      expect(await sleeping).toBeInstanceOf(Error);
      expect(Number(pid)).toBeGreaterThan(0);
      expect(await run('select 1')).toEqual([['1']]);
    });
  });

  it('a start without the direct connection is refused with its remedy', async () => {
    await expect(checkDatabase(bouncer.url)).rejects.toMatchObject({
      name: 'BootError',
      message: expect.stringMatching(/leads to a pooler such as PgBouncer .*: set DIRECT_DATABASE_URL/),
    });
    await expect(checkDatabase(bouncer.url, direct)).resolves.toBeUndefined();
  });

  it('a direct connection to another database is refused', async () => {
    await expect(checkDatabase(bouncer.url, withDatabase(direct, 'postgres'))).rejects.toMatchObject({
      message: expect.stringMatching(/lead to different databases/),
    });
    expect(env().poolsByTransaction).toBe(true);
  });
});
