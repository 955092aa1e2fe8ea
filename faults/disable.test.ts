import { expect, inject, test } from 'vitest';
import { toChannel } from './support/load/drafts';
import { type Note, NotingClient, wasAccepted } from './support/load/noting-client';
import { expectKept } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const REPETITIONS = inject('isShort') ? 2 : 20;

test('from the moment that a disable has answered, no call is accepted, by two servers at full rate', async () => {
  const postgres = await Postgres.start();
  const servers = [await Server.start(postgres.url), await Server.start(postgres.url)];
  const { tokenId } = toChannel(0, 0);
  // The connection is open already, so that nothing delays the answer.
  const owner = postgres.client();
  await owner.connect();
  // The switch changes this one row.
  const set = (enabled: boolean) =>
    owner.query('UPDATE webhook_token SET enabled = $2 WHERE id = $1', [tokenId, enabled]);
  const counted = async () =>
    (await owner.query('SELECT invocations FROM webhook_token WHERE id = $1', [tokenId])).rows[0].invocations;
  const notes: Note[] = [];
  let late = 0;
  for (let repetition = 0; repetition < REPETITIONS; repetition++) {
    const load = new NotingClient({
      servers,
      connections: 48,
      draft: (n) => toChannel(0, n),
      // An address is slowed down only after a number of refusals, so refused calls come at full rate until then.
      localAddress: (connection) => `127.1.${repetition}.${connection + 1}`,
    });
    await load.untilAccepted(500);
    await set(false);
    const disabledAtMs = performance.now();
    const whenAnswered = await counted();
    await load.untilMade(500);
    expect(await counted()).toBe(whenAnswered);
    notes.push(...(await load.stop()));
    late += load.notes.filter((note) => note.startedAtMs > disabledAtMs && wasAccepted(note)).length;
    await set(true);
  }
  await owner.end();
  say(`${REPETITIONS} disables at full rate: ${late} calls accepted after one`);
  expect(late).toBe(0);
  const { refused } = await expectKept(postgres, notes);
  expect(refused).toBeGreaterThanOrEqual(REPETITIONS * 100);
});
