import type { Page } from 'playwright';
import { createBot } from '@/prisma/factories/create-bot';
import { createChannel } from '@/prisma/factories/create-channel';
import { createUser } from '@/prisma/factories/create-user';
import { NO_BROWSER, openBrowser, TOKENS_PATH } from '../browser';
import { type Spread, spreadOf } from '../figures/statistics';
import { untilPainted } from '../until-painted';
import { SMALL } from '../world/payloads';
import type { World } from '../world/world';
import type { Bench, OtherScenario } from './scenario';

/** A slow laptop or a phone. */
const THROTTLE = 4;
/** A workspace that is used: lists to search, a feed and a history to draw. */
const CHANNELS = 60;
const BOTS = 20;
const MESSAGES = 120;
const PEOPLE = 100;
/** How long a pointer rests on a button before it presses, and how long the press takes. */
const RESTS_MS = 150;
const PRESS_MS = 60;
const JSON_BODY = { 'content-type': 'application/json' };

/** How long somebody looks at a page before doing anything; meanwhile it fetches the code of dialogs ahead. */
const LOOKED_AT_MS = 2_000;

/** The time from somebody's act until its answer is painted, in ms. `early`: right after the page came. */
type Act = {
  name: string;
  kind: 'answer' | 'early' | 'page';
  from: string;
  measure: (page: Page) => Promise<number>;
};

export const userInterface: OtherScenario = {
  name: 'interface',
  about: 'how soon drawers, searches and changes of page answer in a browser that is slowed down',
  async run(bench) {
    const { options, say, skip, step } = bench;
    const browser = await openBrowser(bench, { ownProcessors: true });
    if (!browser) {
      skip(`How soon the interface answers: ${NO_BROWSER}`);
      return {};
    }
    step('Filling a workspace');
    await fill(bench);
    const { page } = browser;
    const devTools = await page.context().newCDPSession(page);
    const measured = new Map<Act, number[]>();
    const acts = actsIn(bench.world);
    // The first round does not count: it fetches the code, as a first visit does.
    for (let round = 0; round <= options.rounds; round++) {
      step(`Drawers, searches and pages: round ${round}`);
      for (const act of acts) {
        const { name, kind, from, measure } = act;
        await devTools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
        await page.goto(from);
        await page.getByRole('heading', { level: 1 }).first().waitFor();
        if (kind !== 'early') await page.waitForTimeout(LOOKED_AT_MS);
        await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 3_000 })));
        await devTools.send('Emulation.setCPUThrottlingRate', { rate: THROTTLE });
        const ms = await measure(page);
        say(`${round}  ${kind.padEnd(7)} ${name.padEnd(40)} ${ms.toFixed(0)} ms`);
        if (round > 0) measured.set(act, [...(measured.get(act) ?? []), ms]);
      }
    }
    await browser.close();
    const of = (kind: Act['kind']) =>
      Object.fromEntries(
        acts
          .filter((act) => act.kind === kind)
          .map((act): [string, Spread] => [act.name, spreadOf(measured.get(act) ?? [])]),
      );
    return {
      userInterface: {
        throttle: THROTTLE,
        answersMs: of('answer'),
        earlyMs: of('early'),
        pagesMs: of('page'),
      },
    };
  },
};

async function fill({ world, postern }: Bench) {
  const { origin } = await postern();
  for (let n = 1; n <= CHANNELS; n++) await createChannel(world.owner, { name: `Builds of service ${n}` });
  for (let n = 1; n <= PEOPLE; n++) await createUser({ name: `Colleague ${n}` });
  for (let n = 1; n <= BOTS; n++) await createBot(world.owner, { name: `Builder ${n}` });
  for (let n = 1; n <= MESSAGES; n++) {
    const call = { method: 'POST', headers: JSON_BODY, body: SMALL };
    await (await fetch(`${origin}${world.channel.path}`, call)).arrayBuffer();
  }
}

function actsIn({ token, channel }: World): Act[] {
  const feed = `/channels/${channel.uniqueName}`;
  const history = `${TOKENS_PATH}/${token.id}`;
  /** As a hand does it: Playwright alone would arrive, press and let go at once, and the wait would begin with all three. */
  const pressing = (name: RegExp | string, shown: string) => async (page: Page) => {
    const target = page.getByRole('button', { name }).or(page.getByRole('link', { name })).first();
    await target.hover();
    await page.waitForTimeout(RESTS_MS);
    return untilPainted(page, { on: 'click', shown }, () => target.click({ delay: PRESS_MS }));
  };
  const typing = (label: RegExp | string, before?: (page: Page) => Promise<void>) => async (page: Page) => {
    await before?.(page);
    const field = page.getByLabel(label).or(page.getByPlaceholder(label)).first();
    await field.focus();
    let worstMs = 0;
    for (const key of 'builds 1') {
      worstMs = Math.max(worstMs, await untilPainted(page, { on: 'input' }, () => page.keyboard.press(key)));
    }
    return worstMs;
  };
  /** Follows a link that was neither pointed at nor focused, so nothing of its page is fetched yet. */
  const going = (href: string, title: string) => (page: Page) =>
    untilPainted(page, { on: 'click', shown: 'h1', text: title }, () =>
      page.locator(`a[href="${href}"]`).first().dispatchEvent('click'),
    );
  const palette = (page: Page) =>
    untilPainted(page, { on: 'keydown', shown: '[cmdk-input]' }, () => page.keyboard.press('Control+k'));
  const picker = async (page: Page) => {
    await page.getByRole('button', { name: 'Get Webhook URL' }).first().click();
    await page.getByRole('combobox', { name: 'Channel' }).click();
    await page.getByPlaceholder('Search channels').waitFor();
  };
  return [
    {
      name: 'members of a channel',
      kind: 'answer',
      from: feed,
      measure: pressing(/^Members, /, '[role=dialog]'),
    },
    {
      name: 'a call of the history',
      kind: 'answer',
      from: history,
      measure: pressing(/call in full/, '[role=dialog]'),
    },
    { name: 'the palette', kind: 'answer', from: feed, measure: palette },
    {
      name: 'typing in the palette',
      kind: 'answer',
      from: feed,
      measure: typing(/^Go to/, async (page) => void (await palette(page))),
    },
    {
      name: 'typing in the search of the history',
      kind: 'answer',
      from: history,
      measure: typing('Search calls'),
    },
    {
      name: 'typing in the search of channels',
      kind: 'answer',
      from: '/bots-and-tools/channels',
      measure: typing('Search channels'),
    },
    {
      name: 'typing in the picker of a channel',
      kind: 'answer',
      from: TOKENS_PATH,
      measure: typing('Search channels', picker),
    },
    {
      name: 'the dialog of the URL',
      kind: 'answer',
      from: TOKENS_PATH,
      measure: pressing('Get Webhook URL', '[role=dialog]'),
    },
    { name: 'the palette', kind: 'early', from: feed, measure: palette },
    {
      name: 'the dialog of the URL',
      kind: 'early',
      from: TOKENS_PATH,
      measure: pressing('Get Webhook URL', '[role=dialog]'),
    },
    {
      name: 'a channel, from the tokens',
      kind: 'page',
      from: TOKENS_PATH,
      measure: going(feed, channel.name),
    },
    {
      name: 'the tokens, from the bots',
      kind: 'page',
      from: '/bots-and-tools/bots',
      measure: going(TOKENS_PATH, 'Webhook Tokens'),
    },
    {
      name: 'the history, from the tokens',
      kind: 'page',
      from: TOKENS_PATH,
      measure: going(history, token.name),
    },
    { name: 'members, from a channel', kind: 'page', from: feed, measure: going('/members', 'Members') },
    {
      name: 'channels, from bots',
      kind: 'page',
      from: '/bots-and-tools/bots',
      measure: going('/bots-and-tools/channels', 'Channels'),
    },
    {
      name: 'sessions, from security',
      kind: 'page',
      from: '/settings/security',
      measure: going('/settings/sessions', 'Sessions'),
    },
  ];
}
