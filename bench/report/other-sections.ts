import type { Results, Steady } from '../figures/results';
import type { Spread } from '../figures/statistics';
import { number, spread, table } from './format';
import { rateTable } from './sections';

const section = (title: string, ...paragraphs: string[]) => `## ${title}\n\n${paragraphs.join('\n\n')}`;

/** Says what was measured with the browser's requests sent again. */
function again({ requests, refusedRequests }: NonNullable<Results['browsing']>['replayed']): string {
  return ` Then the ${number(requests)} requests that it made are made again at the same moments by a plain client (${number(refusedRequests)} of them refused): that leaves what the pages cost the server, without what the browser costs its processors.`;
}

/** The sections of everything but rates, as far as measured. */
export function otherSections({
  stored,
  browsing,
  disable,
  streams,
  start,
  page,
  userInterface,
  memory,
}: Results): string[] {
  return [
    stored &&
      section(
        'With a long history',
        `${stored.rows.toLocaleString('en')} calls of one token over 30 days, with their messages: ${number(stored.gigabytes)} GB, written in ${number(stored.seedSeconds)} s. Both databases are on the same PostgreSQL and were measured in turn.`,
        rateTable([stored.rates.none, stored.rates.full]),
        'Views of the usage history of that token, from the request to the whole answer of the module’s route:',
        table(
          ['view', 'ms'],
          Object.entries(stored.pagesMs).map(([view, ms]) => [view, spread(ms)]),
        ),
      ),
    browsing &&
      section(
        'While somebody uses the token page',
        `Calls are due at ${number(browsing.callsPerSecond)}/s, half of the highest rate at 64 connections, whatever the answers take; latencies count from when a call was due. Meanwhile a Chromium on the same machine, at the lowest priority since a person’s would be elsewhere, goes through the module: list, URL dialog, live usage history of the token under load, one call in full, with a second to look at each; ${number(browsing.visits)} times.${again(browsing.replayed)}`,
        table(
          [
            '',
            'answered per second',
            'median, ms',
            '99th percentile, ms',
            'longest, ms',
            'not answered with success',
          ],
          [
            steadyRow('nobody uses the pages', browsing.alone),
            steadyRow('somebody does', browsing.used),
            steadyRow('their requests alone', browsing.replayed),
            ...(browsing.floor
              ? [steadyRow('nobody does, and pgbench inserts one row per commit', browsing.floor)]
              : []),
          ],
        ),
      ),
    disable &&
      section(
        'A token switched off under full load',
        `${disable.repetitions} times, in ${disable.processes} processes on one database, the switch in turn through one and the other.`,
        table(
          ['accepted before', 'sent after the switch answered: accepted', 'refused'],
          [[number(disable.acceptedBefore), number(disable.acceptedAfter), number(disable.refusedAfter)]],
        ),
      ),
    streams && livePages(streams),
    start &&
      section(
        'Start',
        'From the command to the first answered call; built, the database exists.',
        table(
          ['', 'ms'],
          [
            ['with a PostgreSQL that runs', spread(start.givenMs)],
            ['with the embedded PostgreSQL', spread(start.embeddedMs)],
          ],
        ),
      ),
    page &&
      section(
        'JavaScript of the token page',
        `${page.files} files, ${number(page.kilobytes)} kB, ${number(page.compressedKilobytes)} kB compressed (gzip).`,
      ),
    userInterface && howSoon(userInterface),
    memory &&
      section(
        'Memory of the server over the run',
        table(
          ['after its start', 'most', 'at the end'],
          [[`${memory.startMb} MB`, `${memory.mostMb} MB`, `${memory.endMb} MB`]],
        ),
        `Resident, every ${memory.everyS} s: ${memory.seriesMb.join(', ')} MB.`,
      ),
  ].filter((text) => text !== undefined);
}

function howSoon({ throttle, answersMs, earlyMs, pagesMs }: NonNullable<Results['userInterface']>): string {
  const rows = (all: Record<string, Spread>) => Object.entries(all).map(([deed, ms]) => [deed, spread(ms)]);
  return section(
    'How soon the interface answers',
    `In a Chromium whose processor is slowed down ${throttle} times, in a workspace with 60 channels, 20 bots, and 120 messages in the feed and the history: from what somebody who has looked at the page for two seconds does until its answer is painted. Of typing, the slowest of eight keys.`,
    table(['opened or typed', 'ms'], rows(answersMs)),
    ...(earlyMs
      ? [
          'The same as soon as the page is there, before it has fetched the code of dialogs ahead:',
          table(['opened', 'ms'], rows(earlyMs)),
        ]
      : []),
    'Changes of page, to the new page’s title, without pointing at the link first:',
    table(['page', 'ms'], rows(pagesMs)),
  );
}

function livePages(streams: NonNullable<Results['streams']>): string {
  const { count, posts, pageAloneMs, pagePostingMs, deliveredMs, kilobytesEach } = streams;
  const memory =
    kilobytesEach === null ? '' : ` Each stream takes ${number(kilobytesEach)} kB of the server’s memory.`;
  return section(
    'Live pages',
    `${number(count)} streams of one channel are open while ${posts} messages are posted to it, one after another; another person loads a page of their own meanwhile.`,
    table(
      ['another person’s page', 'ms'],
      [
        ['without streams', spread(pageAloneMs)],
        ['with them, while messages are posted', spread(pagePostingMs)],
      ],
    ),
    `${number(deliveredMs)} ms after the first post every stream had the last message.${memory}`,
  );
}

function steadyRow(label: string, { answeredPerSecond, p50Ms, p99Ms, maxMs, refused }: Steady): string[] {
  return [label, ...[answeredPerSecond, p50Ms, p99Ms, maxMs].map(spread), number(refused)];
}
