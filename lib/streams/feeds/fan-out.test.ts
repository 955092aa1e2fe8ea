import pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { pool } from '@/lib/db/pool';
import { env } from '@/lib/env';
import { vote } from '@/lib/polls/vote';
import { openThread } from '@/lib/threads/open-thread';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { feedTopic, open } from '@/test/support/open-stream';

// A database of its own, since whole tables are locked.
beforeAll(() => anEmptyInstallation());

const POLL = { card: { title: 'Lunch', theme: 'poll', options: [{ text: 'Soup' }, { text: 'Salad' }] } };

/** A page with a poll, which is live, and a thread below it. */
async function aLivePage() {
  const ada = await aPerson();
  const feedId = await aFeed(ada);
  const seq = await post(feedId, ada, { content: JSON.stringify({ text: 'Which?', ...POLL }) });
  const thread = await openThread({ feedId, seq }, null);
  const page = await open(ada, [feedTopic(feedId, seq)]);
  await vote(ada, feedId, seq, 0);
  // Either tells a page that is live from then on.
  await page.until('event: poll');
  return { ada, feedId, seq, thread, page };
}

/** The first query that reads this table after `news` is stopped by the database; later ones are answered. */
async function stopTheQueryOf(table: string, news: () => Promise<unknown>) {
  const client = new pg.Client({ connectionString: env().DATABASE_URL });
  await client.connect();
  await client.query(`begin; lock table ${table} in access exclusive mode`);
  await news();
  const stop =
    'select pg_cancel_backend(pid) from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid))';
  await expect.poll(async () => (await client.query(stop)).rowCount).toBe(1);
  await client.end();
}

it('a vote that could not be read for the open pages is told when it can', async () => {
  const { ada, feedId, seq, page } = await aLivePage();
  await pool().query('update poll_vote set option = 1 where feed_id = $1 and user_id = $2', [feedId, ada.id]);
  await stopTheQueryOf('poll_vote', () =>
    pool().query("select pg_notify('postern_poll', $1)", [`${feedId}/${seq}`]),
  );
  await page.until('"counts":[0,1],"own":1');
  page.leave();
});

it('a reply that could not be counted for the open pages is told when it can', async () => {
  const { ada, feedId, seq, thread, page } = await aLivePage();
  await post(thread, ada);
  await stopTheQueryOf('message_group', () =>
    pool().query("select pg_notify('postern_thread', $1)", [`${feedId}/${seq}`]),
  );
  await page.until('"replies":1,');
  page.leave();
});
