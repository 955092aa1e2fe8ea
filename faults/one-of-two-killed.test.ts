import { expect, inject, test } from 'vitest';
import { NotingClient } from './support/load/noting-client';
import { expectKept } from './support/reckoning/expectations';
import { say, seconds } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const ROUNDS = inject('isShort') ? 2 : 6;

test('kill -9 of one of two servers loses nothing, and clients go on with the other at once', async () => {
  const postgres = await Postgres.start();
  const servers = [await Server.start(postgres.url), await Server.start(postgres.url)] as const;
  const load = new NotingClient({ servers });
  for (let round = 0; round < ROUNDS; round++) {
    await load.untilAccepted(500);
    const [victim, other] = round % 2 ? servers : servers.toReversed();
    await victim?.kill();
    say(`500 more accepted by the other within ${seconds(await load.untilAccepted(500))}`);
    expect(other?.isRunning).toBe(true);
    await victim?.start();
  }
  const { refused } = await expectKept(postgres, await load.stop());
  expect(refused).toBe(0);
});
