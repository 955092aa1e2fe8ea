import type { Database } from '../database';
import type { Results } from '../figures/results';
import type { Measured, Subject } from '../figures/rounds';
import type { Options } from '../options';
import type { Server } from '../servers/server';
import type { Mix, World } from '../world/world';

/** What scenarios work with. */
export type Bench = {
  options: Options;
  database: Database;
  /** A second database on the same server with the same people, for what needs a long history. */
  full: Database;
  world: World;
  /** 500 tokens and their channels, made when they are first asked for. */
  mix(): Promise<Mix>;
  /** For files of this run; removed at its end. */
  folder: string;
  /** Whether this run measures the subject. */
  wants(id: string): boolean;
  /** Postern, as `npm start` starts it: one server for the whole run. */
  postern(): Promise<Server>;
  /** Measures subjects in turn, and tells of each sample. */
  inTurn(subjects: readonly Subject[]): Promise<Record<string, Measured>>;
  /** Begins a step that takes time. */
  step(text: string): void;
  /** Tells a figure as soon as it is known. */
  say(text: string): void;
  /** Something that cannot be measured, and what to do about it. */
  skip(what: string): void;
};

/** Rates and latencies: those of all scenarios are measured in turn, in the same rounds. */
export type RateScenario = { name: string; about: string; subjects(bench: Bench): Promise<Subject[]> };

/** Anything else; what it resolves to becomes part of the results. */
export type OtherScenario = {
  name: string;
  about: string;
  run(bench: Bench, soFar: Results): Promise<Partial<Results>>;
};
