import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool } from 'pg';
import { standIn } from '@/test/support/process/stand-in';
import { acceptWriter } from '../../accept/accept';
import { acceptPool } from '../../accept/pool';
import { rateProfile } from '../../limits/limits';

/**
 * Makes calls arrive together: each waits until all have got as far as they can, then they are handed over at once,
 * in order, to a writer of their own. The writer decides how they are written.
 */
type Writer = ReturnType<typeof acceptWriter>;
type Item = Parameters<Writer['add']>[0];
type Held = { index: number; hand: (before: Item | undefined) => Item };

export class Gathering {
  readonly #writer: Writer;
  readonly #held: Held[] = [];
  readonly #arrived = new Set<number>();
  #missing: number;

  constructor(count: number, connections: Pool) {
    this.#missing = count;
    this.#writer = acceptWriter(connections, rateProfile());
  }

  /** Runs one of the calls; the others do not wait for one that is answered without being written. */
  async run<T>(index: number, isPoison: boolean, call: () => Promise<T>): Promise<T> {
    try {
      return await place.run({ gathering: this, index, isPoison }, call);
    } finally {
      this.#arrive(index);
    }
  }

  add(item: Item, bytes: number, { index, isPoison }: Place): ReturnType<Writer['add']> {
    if (this.#arrived.has(index)) return this.#writer.add(item, bytes);
    return new Promise((resolve, reject) => {
      const hand = (before: Item | undefined) => {
        // Two rows of the history cannot have one id, so no statement with both can be written.
        const handed = isPoison && before ? { ...item, invocationId: before.invocationId } : item;
        this.#writer.add(handed, bytes).then(resolve, reject);
        return handed;
      };
      this.#held.push({ index, hand });
      this.#arrive(index);
    });
  }

  #arrive(index: number) {
    if (this.#arrived.has(index)) return;
    this.#arrived.add(index);
    this.#missing--;
    if (this.#missing > 0) return;
    let before: Item | undefined;
    for (const { hand } of this.#held.sort((a, b) => a.index - b.index)) before = hand(before);
  }
}

type Place = { gathering: Gathering; index: number; isPoison: boolean };
const place = new AsyncLocalStorage<Place>();

/** For the adapters' servers, where a call comes in by a socket: its place among the gathered calls. */
export const placeOf = (): Place | undefined => place.getStore();
export const inPlace = <T>(where: Place, run: () => T): T => place.run(where, run);

/** Replaces this process's writer; calls that are not gathered are written as usual. */
export function gatherCalls() {
  const process = acceptWriter(acceptPool(), rateProfile());
  standIn('accept-writer', {
    add: (item: Item, bytes: number) => {
      const where = placeOf();
      return where ? where.gathering.add(item, bytes, where) : process.add(item, bytes);
    },
    drained: () => process.drained(),
  });
}
