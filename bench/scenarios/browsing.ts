import { setTimeout as pause } from 'node:timers/promises';
import type { Page } from 'playwright';
import { NO_BROWSER, openBrowser, TOKENS_PATH } from '../browser';
import type { Results, Steady } from '../figures/results';
import { percentile, spreadOf } from '../figures/statistics';
import { HOW_TO_INSTALL, hasPgbench, pacedInserts } from '../floor/pgbench';
import { runSteadily } from '../load/steady';
import type { LoadResult } from '../load/types';
import { leastDisturbed } from '../machine/stolen';
import { recordRequests, replay } from '../recorded-visit';
import { storingThrough } from '../subjects';
import { SMALL } from '../world/payloads';
import type { Bench, OtherScenario } from './scenario';

const CONNECTIONS = 64;
const SHARE_OF_MOST = 0.5;
const JSON_BODY = { 'content-type': 'application/json' };
/** A 99th percentile needs longer rounds than a rate, so that rare moments occur. */
const TIMES_AS_LONG = 3;
const QUICK_ROUNDS = 1;

export const browsing: OtherScenario = {
  name: 'browsing',
  about: 'latency at half of the highest rate while somebody uses the token page in a browser',
  async run(bench, soFar) {
    const { database, folder, world, options, step, skip } = bench;
    const server = await bench.postern();
    const callsPerSecond = Math.round((await highestRate(bench, soFar)) * SHARE_OF_MOST);
    const seconds = options.seconds * TIMES_AS_LONG;
    const load = { origin: server.origin, paths: [world.channel.path], body: SMALL, seconds, callsPerSecond };
    const browser = await openBrowser(bench);
    if (!browser) {
      skip(`Latency while the token page is used: ${NO_BROWSER}`);
      return {};
    }
    // Next loads each page at its first visit; a call gives the history something to show.
    await fetch(`${server.origin}${world.channel.path}`, { method: 'POST', headers: JSON_BODY, body: SMALL });
    await visit(browser.page, world.token.name);
    let visits = 0;
    if (!hasPgbench()) skip(HOW_TO_INSTALL);
    const floor: Answered[] = [];
    const alone: LoadResult[] = [];
    const results: LoadResult[] = [];
    const replayed: LoadResult[] = [];
    let requests = 0;
    let refusedRequests = 0;
    const rounds = options.quick ? Math.min(options.rounds, QUICK_ROUNDS) : options.rounds;
    for (let round = 1; round <= rounds; round++) {
      step(`${callsPerSecond} calls a second while somebody uses the token page: round ${round}`);
      await browser.page.goto('about:blank');
      const post = () => runSteadily({ ...load, connections: CONNECTIONS });
      if (hasPgbench()) {
        const pace = { seconds, perSecond: callsPerSecond };
        floor.push(await leastDisturbed(options, () => pacedFloor(database, folder, pace)));
      }
      alone.push(await leastDisturbed(options, () => database.startAfresh().then(post)));
      const whileUsed = await leastDisturbed(options, async () => {
        await database.startAfresh();
        const recording = recordRequests(browser.page, server.origin);
        const using = keepVisiting(browser.page, world.token.name);
        return { result: await post(), visits: await using.stop(), recorded: await recording.stop() };
      });
      results.push(whileUsed.result);
      visits += whileUsed.visits;
      await browser.page.goto('about:blank');
      // The stored calls stay, since the visitor asked for some of them.
      const again = await leastDisturbed(options, async () => {
        const replaying = replay(server.origin, whileUsed.recorded);
        return { result: await post(), refused: await replaying };
      });
      replayed.push(again.result);
      refusedRequests += again.refused;
      requests += whileUsed.recorded.length;
    }
    await browser.close();
    return {
      browsing: {
        callsPerSecond,
        visits,
        floor: floor.length === 0 ? null : summary(floor, seconds),
        alone: summary(alone, seconds),
        used: summary(results, seconds),
        replayed: { ...summary(replayed, seconds), requests, refusedRequests },
      },
    };
  },
};

type Answered = Omit<LoadResult, 'durationUs'>;

async function pacedFloor(
  database: Bench['database'],
  folder: string,
  pace: { seconds: number; perSecond: number },
): Promise<Answered> {
  const { inserted, failed, latenciesMs } = await pacedInserts(database, folder, {
    ...pace,
    clients: CONNECTIONS,
  });
  const us = (share: number) => percentile(latenciesMs, share) * 1e3;
  return {
    answered: inserted + failed,
    refused: failed,
    broken: 0,
    p50Us: us(0.5),
    p99Us: us(0.99),
    maxUs: us(1),
  };
}

function summary(results: readonly Answered[], seconds: number): Steady {
  return {
    answeredPerSecond: spreadOf(results.map((one) => (one.answered - one.refused) / seconds)),
    p50Ms: spreadOf(results.map((one) => one.p50Us / 1e3)),
    p99Ms: spreadOf(results.map((one) => one.p99Us / 1e3)),
    maxMs: spreadOf(results.map((one) => one.maxUs / 1e3)),
    refused: results.reduce((sum, one) => sum + one.refused + one.broken, 0),
  };
}

/** The rate as measured in this run, or else measured now. */
async function highestRate(
  { database, folder, world, postern, inTurn }: Bench,
  { rates }: Results,
): Promise<number> {
  const { origin, pid } = await postern();
  const { path, tokenId } = world.channel;
  const common = { database, folder, origin, pid, paths: [path], tokenIds: [tokenId], body: SMALL };
  const known = rates['channel-64'];
  if (known) return known.perSecond.median;
  const now = await inTurn([
    storingThrough({ ...common, id: 'channel-64', label: 'small, 64 connections', connections: CONNECTIONS }),
  ]);
  return now['channel-64']?.perSecond.median ?? 0;
}

/** Goes through the pages as a person does, again and again. `stop` resolves to how often, after the round under way. */
function keepVisiting(page: Page, tokenName: string): { stop(): Promise<number> } {
  let stopping = false;
  const going = (async () => {
    let visits = 0;
    while (!stopping) {
      await visit(page, tokenName);
      visits++;
    }
    return visits;
  })();
  return {
    stop() {
      stopping = true;
      return going;
    },
  };
}

/** How long a person in a hurry looks before the next click. */
const LOOK_MS = 1_000;

/** Opens the module, the URL dialog, the usage history of the token under load, and one of its calls. */
async function visit(page: Page, tokenName: string): Promise<void> {
  const look = () => pause(LOOK_MS);
  await page.goto(TOKENS_PATH);
  await look();
  await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Get Webhook URL' });
  await dialog.waitFor();
  await look();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: `More for ${tokenName}` }).click();
  await look();
  await page.getByRole('menuitem', { name: 'Usage history' }).click();
  await look();
  await page
    .getByRole('link', { name: /call in full/ })
    .first()
    .click();
  await page.getByRole('dialog', { name: 'Call' }).waitFor();
  await look();
  await page.keyboard.press('Escape');
}
