import { expect, inject, test } from 'vitest';
import { toChannel } from './support/load/drafts';
import { NotingClient, wasAccepted } from './support/load/noting-client';
import { expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const FILE_BYTES = 100_000;
const FITTING = 5;
const UPLOADS = 24;

test('a full quota for files refuses uploads to the byte, and messages go on; what is removed makes room again', async () => {
  const postgres = await Postgres.start();
  const quota = FITTING * FILE_BYTES;
  const server = await Server.start(postgres.url, { FILE_QUOTA_BYTES: String(quota) });
  const load = new NotingClient({ servers: [server], connections: 4, draft: (n) => toChannel(0, n) });
  await load.untilAccepted(20);

  const statuses = await Promise.all(Array.from({ length: UPLOADS }, (_, n) => upload(server, n)));
  const accepted = statuses.filter((status) => status === 204).length;
  const used = await postgres.query<{ bytes: string; count: string }>(
    'SELECT coalesce(sum(size), 0) AS bytes, count(*) FROM file WHERE feed_id IS NOT NULL',
  );
  say(`${accepted} of ${UPLOADS} uploads at once accepted, ${used[0]?.bytes} of ${quota} bytes`);
  expect(new Set(statuses)).toEqual(new Set([204, 413]));
  expect(used).toEqual([{ bytes: String(accepted * FILE_BYTES), count: String(accepted) }]);
  expect(accepted).toBeGreaterThan(0);
  expect(accepted).toBeLessThanOrEqual(FITTING);

  await load.untilAccepted(40);
  await postgres.query('DELETE FROM file');
  expect(await upload(server, 0)).toBe(204);
  expectUnharmed(server);
  const messages = await load.stop();
  expect(messages.filter((note) => !wasAccepted(note))).toEqual([]);
});

/** One file of one of two people's tokens; returns the status. */
async function upload(server: Server, n: number): Promise<number> {
  const { tokens, channels } = inject('population');
  const form = new FormData();
  form.set('files', new Blob([Buffer.alloc(FILE_BYTES, n % 256)]), `${n}.bin`);
  const path = `/api/v2/channelsbyname/${channels[0]?.uniqueName}/files?zapikey=${tokens[n % 2]?.token}`;
  const answer = await fetch(`${server.url}${path}`, { method: 'POST', body: form });
  await answer.arrayBuffer();
  return answer.status;
}
