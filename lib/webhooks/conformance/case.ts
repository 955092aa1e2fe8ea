import type { Arranged } from './arranged';
import type { World } from './world';

/** One promise of the wire contract about accepted and refused calls. It is the same in every situation (run/situations.ts). */
export type Case = {
  name: string;
  /** Changes rows of the world that other cases would find otherwise: members, limits, an archived channel. */
  alters?: boolean;
  /** Makes what the call needs, with people and rows of its own, and says what is to come of it. */
  arrange(world: World): Promise<Arranged> | Arranged;
};

/** Cases that all change what others would find otherwise. */
export const altering = (cases: readonly Case[]): readonly Case[] =>
  cases.map((one) => ({ ...one, alters: true }));
