import type { Machine } from '../machine/machine';
import type { Memory } from '../machine/memory';
import type { Stolen } from '../machine/stolen';
import type { Options } from '../options';
import type { Measured } from './rounds';
import type { Spread } from './statistics';

/** All that a run has measured: what the report is written from, and the JSON file. */
export type Results = {
  command: string;
  startedAt: string;
  minutes: number;
  options: Pick<Options, 'quick' | 'rounds' | 'seconds' | 'storedRows'>;
  machine: Machine;
  /** By the subject's id (see the scenarios). */
  rates: Record<string, Measured>;
  stored?: Stored;
  start?: StartTimes;
  page?: PageSize;
  userInterface?: UserInterface;
  browsing?: Browsing;
  disable?: Disabling;
  streams?: Streams;
  memory?: Memory;
  /** Null where the system does not tell. */
  stolen?: Stolen | null;
  /** What was not measured, and why. */
  skipped: string[];
};

type Stored = {
  rows: number;
  /** The size of the tables with their indexes. */
  gigabytes: number;
  seedSeconds: number;
  rates: { none: Measured; full: Measured };
  /** By view of the usage history: the time until the answer was there, in ms. */
  pagesMs: Record<string, Spread>;
};

type StartTimes = {
  /** The time from the command to the first accepted call, in ms, with a PostgreSQL that runs already. */
  givenMs: Spread;
  /** The same with the embedded PostgreSQL, which is started, too. */
  embeddedMs: Spread;
};

type PageSize = { files: number; kilobytes: number; compressedKilobytes: number };

type UserInterface = {
  /** How many times slower the browser's processor is made. */
  throttle: number;
  /** By act: the time until its answer was painted, in ms. */
  answersMs: Record<string, Spread>;
  /** The same acts as soon as the page is there. Older results lack them. */
  earlyMs?: Record<string, Spread>;
  pagesMs: Record<string, Spread>;
};

type Browsing = {
  /** The rate at which calls were due. */
  callsPerSecond: number;
  /** Nobody uses the pages. */
  alone: Steady;
  /** A browser on the same processors uses the pages. */
  used: Steady;
  /** Single-row inserts by pgbench at that rate, nobody using the pages; null without pgbench. */
  floor: Steady | null;
  /** The browser's requests are sent again without a browser. */
  replayed: Steady & {
    requests: number;
    /** The requests that were answered with an error. */
    refusedRequests: number;
  };
  /** Rounds of the scripted person through the pages, all together. */
  visits: number;
};

export type Steady = {
  answeredPerSecond: Spread;
  p50Ms: Spread;
  p99Ms: Spread;
  maxMs: Spread;
  /** Or not answered at all. */
  refused: number;
};

type Disabling = {
  repetitions: number;
  processes: number;
  acceptedBefore: number;
  /** Calls sent after the switch had answered. */
  acceptedAfter: number;
  refusedAfter: number;
};

type Streams = {
  /** Live pages of one channel, open at once. */
  count: number;
  /** Messages posted to it, one after another. */
  posts: number;
  /** Another person's page, nobody posting and no stream open. */
  pageAloneMs: Spread;
  pagePostingMs: Spread;
  /** The time from the first post until the last stream had the last message. */
  deliveredMs: number;
  /** The resident memory of the server for each stream; null where the system does not tell. */
  kilobytesEach: number | null;
};
