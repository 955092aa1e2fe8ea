import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { pool } from '@/lib/db/pool';
import { readFileUsage } from '@/lib/files/file-quota';
import { clean } from '@/lib/storage/cleaners';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { bytesOf, filesOf, filesUrl, form } from '@/test/support/webhooks/files';
import {
  aChannel,
  aToken,
  aUser,
  historyOf,
  outcome,
  select,
  throughBothAdapters,
} from '@/test/support/webhooks/world';

const KIB = 1024;
const QUOTA = 1024 * KIB;
const WEEK = { invocationDays: 7, messageDays: 7, auditDays: 7 };

// A database of its own, so that other people's files do not count.
beforeAll(async () => {
  vi.stubEnv('FILE_QUOTA_BYTES', String(QUOTA));
  await anEmptyInstallation();
});
afterAll(() => vi.unstubAllEnvs());

async function world() {
  const user = await aUser();
  const [token, channel] = [await aToken(user), await aChannel(user)];
  return { user, token, channel, url: filesUrl(channel, token) };
}

const file = (bytes: number) => form([{ name: 'a.bin', bytes: Buffer.alloc(bytes, 7) }]);
const stored = async () =>
  Number(
    (await select<{ sum: string }>('SELECT coalesce(sum(length(bytes)), 0) AS sum FROM file_chunk'))[0]?.sum,
  );

/** Makes retention end for everything. */
async function dropAll() {
  await pool().query(`UPDATE file SET created_at = now() - interval '9 days'`);
  await pool().query('DELETE FROM message');
  await clean(pool(), WEEK, new Date());
  expect(await readFileUsage()).toEqual({ used: 0, quota: QUOTA });
}

const FULL = { status: 413, code: 'request_too_large' };

throughBothAdapters('the quota of all files', (send) => {
  it('admits, of parallel uploads of several people, exactly those that fit, and counts those alone', async () => {
    await dropAll();
    const worlds = [await world(), await world(), await world()];
    const sent = worlds.flatMap(({ url }) => Array.from({ length: 4 }, () => send(url, file(200 * KIB))));
    const answers = await Promise.all(sent);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(5);
    for (const answer of answers.filter(({ status }) => status !== 204)) {
      expect(await outcome(answer)).toMatchObject(FULL);
    }
    expect(await readFileUsage()).toEqual({ used: 1_000 * KIB, quota: QUOTA });
    expect(await stored()).toBe(1_000 * KIB);
  });

  it('is met to the byte, and a byte more is refused and not kept', async () => {
    await dropAll();
    const { user, token, url } = await world();
    expect((await send(url, file(QUOTA - 300 * KIB))).status).toBe(204);
    const refused = await send(url, file(300 * KIB + 1));
    expect(await refused.json()).toMatchObject({ code: 'request_too_large', limit: QUOTA });
    expect(await filesOf(user)).toHaveLength(1);
    expect((await send(url, file(300 * KIB))).status).toBe(204);
    expect(await readFileUsage()).toMatchObject({ used: QUOTA });
    const [, second] = await filesOf(user);
    expect(await bytesOf(second!.id)).toHaveLength(300 * KIB);
    expect((await historyOf(token.id)).map(({ outcome: of }) => of).sort()).toEqual([
      'accepted',
      'accepted',
      'request_too_large',
    ]);
  });

  it('when it is used up refuses an upload before it is read, and takes it again once files are dropped', async () => {
    const { url } = await world();
    await dropAll();
    expect((await send(url, file(QUOTA))).status).toBe(204);
    let pulled = 0;
    const body = new ReadableStream({
      pull(controller) {
        pulled += 65_536;
        controller.enqueue(Buffer.alloc(65_536, 97));
      },
    });
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const refused = await send(url, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
    expect(await outcome(refused)).toMatchObject(FULL);
    expect(pulled).toBeLessThan(16 * 1024 * KIB);
    await dropAll();
    expect((await send(url, file(QUOTA))).status).toBe(204);
  });

  it('forgets what a refused upload had stored', async () => {
    await dropAll();
    const { user, url } = await world();
    const tooMany = form(Array.from({ length: 11 }, () => ({ name: 'a', bytes: Buffer.alloc(50 * KIB) })));
    expect(await outcome(await send(url, tooMany))).toMatchObject({ status: 400, code: 'invalid_inputs' });
    expect(await filesOf(user)).toEqual([]);
    expect(await readFileUsage()).toMatchObject({ used: 0 });
  });

  it('counts what a crash has left only until maintenance', async () => {
    await dropAll();
    const { user } = await world();
    await pool().query(
      `INSERT INTO file (id, owner_id, name, media_type, size, created_at)
       VALUES (gen_random_uuid(), $1, 'a', 'x/y', 0, now() - interval '2 hours')`,
      [user.id],
    );
    const [left] = await filesOf(user);
    await pool().query('SELECT add_file_chunk($1, 0, $2, null)', [left!.id, Buffer.alloc(70 * KIB)]);
    expect(await readFileUsage()).toMatchObject({ used: 70 * KIB });
    await clean(pool(), WEEK, new Date());
    expect(await readFileUsage()).toMatchObject({ used: 0 });
  });
});
