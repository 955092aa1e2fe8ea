import { expect, test } from 'vitest';
import { type Draft, toBot, toChannel } from './support/load/drafts';
import { NotingClient } from './support/load/noting-client';
import { expectKept } from './support/reckoning/expectations';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

/** Many tokens, channels and bots, in an order in which two calls in a row share none. */
function mixed(n: number): Draft {
  const target = n * 7 + (n % 11);
  return n % 3 ? toChannel(n * 13, target) : toBot(n * 13, target, 1 + (n % 5));
}

test('every call of a mix of tokens and targets through two servers is accepted, and counted exactly', async () => {
  const postgres = await Postgres.start();
  const servers = [await Server.start(postgres.url), await Server.start(postgres.url)];
  const load = new NotingClient({ servers, connections: 96, draft: mixed });
  await load.untilAccepted(15_000, 120_000);
  const { refused, unanswered } = await expectKept(postgres, await load.stop());
  expect({ refused, unanswered }).toEqual({ refused: 0, unanswered: 0 });
});

test('a call that the database cannot store fails alone, whatever is written with it', async () => {
  const postgres = await Postgres.start();
  await postgres.query("ALTER TABLE message ADD CHECK (content NOT LIKE '%poison%')");
  const server = await Server.start(postgres.url);
  const draft = (n: number) => (n % 20 ? mixed(n) : withPoison(mixed(n)));
  // A client that retries a 500 would send the same call for ever.
  const load = new NotingClient({ servers: [server], connections: 96, draft, keys: false });
  await load.untilAccepted(1_500, 120_000);
  const notes = await load.stop();
  const seen = notes.map(({ more, answers }) => JSON.stringify([more?.card === POISON, ...answers]));
  expect([...new Set(seen)].toSorted()).toEqual(['[false,{"status":204}]', '[true,{"status":500}]']);
  await expectKept(postgres, notes);
});

const POISON = { title: 'poison' };
const withPoison = (draft: Draft): Draft => ({ ...draft, more: { ...draft.more, card: POISON } });
