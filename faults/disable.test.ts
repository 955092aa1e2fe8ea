import { expect, inject, test } from 'vitest';
import { toChannel } from './support/drafts';
import { expectKept } from './support/expectations';
import { say } from './support/figures';
import { NotingClient, wasAccepted } from './support/noting-client';
import { Postgres } from './support/postgres';
import { Server } from './support/server';

const REPETITIONS = inject('isShort') ? 2 : 20;

test('from the moment that a disable has answered, no call is accepted, by two servers at full rate', async () => {
  const postgres = await Postgres.start();
  const servers = [await Server.start(postgres.url), await Server.start(postgres.url)];
  const load = new NotingClient({ servers, connections: 48, draft: (n) => toChannel(0, n) });
  const id = toChannel(0, 0).tokenId;
  // The one row that the switch changes; the connection is open, so that nothing delays its answer.
  const owner = postgres.client();
  await owner.connect();
  const set = (enabled: boolean) =>
    owner.query('UPDATE webhook_token SET enabled = $2 WHERE id = $1', [id, enabled]);
  const counted = async () =>
    Number((await owner.query('SELECT invocations FROM webhook_token WHERE id = $1', [id])).rows[0].invocations);
  let late = 0;
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    await load.untilAccepted(500);
    await set(false);
    const disabledAtMs = performance.now();
    const whenAnswered = await counted();
    await load.untilMade(500);
    late += load.notes.filter((note) => note.startedAtMs > disabledAtMs && wasAccepted(note)).length;
    expect(await counted()).toBe(whenAnswered);
    await set(true);
  }
  await load.untilAccepted(100);
  await owner.end();
  say(`${REPETITIONS} disables at full rate: ${late} calls accepted after one`);
  expect(late).toBe(0);
  const { refused } = await expectKept(postgres, await load.stop());
  expect(refused).toBeGreaterThanOrEqual(REPETITIONS);
});
