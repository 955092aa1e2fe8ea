import { aChannel, json, type Send } from '@/test/support/webhooks/world';
import type { Arranged } from './arranged';
import { behindRow, type HeldRow } from './behind-row';
import type { Lane } from './lanes';
import { fewNeighbours, neighbours, type Planned } from './neighbours';
import { Gathering } from './together';
import type { World } from './world';

/** A companion's text, which distinguishes it from the case's messages. */
export const COMPANION = 'of a companion';

type Outcome = {
  /** The answers to the call, or to each of its copies. */
  answers: Response[];
  /** The other calls with an unexpected answer. */
  unexpected: string[];
  /** Other calls of the same token, by status. */
  companions: number[];
};

export type Situation = {
  name: string;
  perform(call: Arranged, world: World, lane: Lane): Promise<Outcome>;
};

const alone: Situation = { name: 'alone', perform: (call, { send }, lane) => together(call, [], send, lane) };

const amongItsOwn: Situation = {
  name: 'among twelve of its token',
  perform: async (call, world, lane) => together(call, await companionsOf(call, world), world.send, lane),
};

const amongOthers: Situation = {
  name: 'in a mixed batch',
  perform: async (call, { send }, lane) => {
    lane.neighbours ??= neighbours();
    const outcome = await together(call, await lane.neighbours, send, lane);
    return { ...outcome, companions: [] };
  },
};

/** Under limits of a few calls: one call each, of different people. */
const amongFew: Situation = {
  name: 'among calls of others',
  perform: async (call, { send }, lane) => {
    const outcome = await together(call, await fewNeighbours(), send, lane);
    return { ...outcome, companions: [] };
  },
};

const behind = (name: string, rowOf: (call: Arranged) => HeldRow | null): Situation => ({
  name,
  perform: async (call, { send }, lane) => {
    const row = rowOf(call);
    const run = () => together(call, [], send, lane);
    return row === null ? run() : behindRow(lane, row, run);
  },
});

const behindToken = behind('behind its token’s row', ({ by }) => by && { of: 'token', id: by.id });
const behindFeed = behind('behind its feed’s row', ({ kept }) => {
  const into = kept.messages?.[0]?.in;
  return typeof into === 'number' ? { of: 'feed', id: into } : null;
});

export const situations: readonly Situation[] = [alone, amongItsOwn, amongOthers, behindToken, behindFeed];

export const limitedSituations: readonly Situation[] = [
  alone,
  amongItsOwn,
  amongFew,
  behindToken,
  behindFeed,
];

/** For changes that are committed while a call waits. */
export const waitingSituations: readonly Situation[] = [
  behind('alone', ({ meanwhile }) => meanwhile ?? null),
  {
    name: 'among twelve of its token',
    perform: async (call, world, lane) => {
      const companions = await companionsOf(call, world);
      const run = () => together(call, companions, world.send, lane);
      return call.meanwhile ? behindRow(lane, call.meanwhile, run) : run();
    },
  },
];

async function companionsOf(call: Arranged, world: World): Promise<Planned[]> {
  const owner = call.by && world.ownerOf.get(call.by.id);
  const own = !owner || owner === world.owner ? world.elsewhere : await aChannel(owner);
  const { companions: status = 204, copies = 1, key, shared: beside = own } = call;
  return Array.from({ length: 12 - copies }, (_, n) => ({
    path: `/api/v2/channelsbyname/${(n % 2 ? beside : own).uniqueName}/message?zapikey=${key}`,
    init: json({ text: COMPANION }),
    status,
  }));
}

/** The place of the call among the others. */
const AMID = 5;

async function together(call: Arranged, others: Planned[], send: Send, lane: Lane): Promise<Outcome> {
  const { copies = 1, isFirst = false } = call;
  const at = isFirst ? 0 : Math.min(AMID, others.length);
  const gathering = new Gathering(others.length + copies, lane.connections);
  const [before, after] = [others.slice(0, at), others.slice(at)];
  const run = (index: number, { path, init }: { path: string; init?: RequestInit }, isPoison = false) =>
    gathering.run(index, isPoison, () => send(path, init));
  const beside = [
    ...before.map((other, n) => run(n, other, other.isPoison)),
    ...after.map((other, n) => run(at + copies + n, other, other.isPoison)),
  ];
  const [answers, statuses] = await Promise.all([
    Promise.all(Array.from({ length: copies }, (_, n) => run(at + n, call))),
    Promise.all(beside.map(async (answer) => (await answer).status)),
  ]);
  const unexpected = [...before, ...after].flatMap(({ path, status }, n) =>
    statuses[n] === status ? [] : [`${path.replace(/zapikey=[^&]*/, '…')}: ${statuses[n]}, not ${status}`],
  );
  return { answers, unexpected, companions: statuses };
}
