import type { Arranged } from './arranged';
import type { World } from './world';

/**
 * One promise of the wire contract about accepted and refused calls, the same in every situation (situations.ts).
 */
export type Case = {
  name: string;
  /** Changes rows of the world that would disturb other cases: members, limits, an archived channel. */
  alters?: boolean;
  /** Makes what the call needs, with people and rows of its own, and tells the expected result. */
  arrange(world: World): Promise<Arranged> | Arranged;
};

/** Marks cases that change rows which would disturb other cases. */
export const altering = (cases: readonly Case[]): readonly Case[] =>
  cases.map((one) => ({ ...one, alters: true }));
