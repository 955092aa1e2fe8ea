import 'server-only';
import { type AcceptStatement, NEED } from '../acceptance';

/** Each connection of the accept path prepares every statement once and keeps its plan. */
const MOST_STATEMENTS = 24;

const EVERYTHING = Object.values(NEED).reduce<number>((all, need) => all | need, 0);

/**
 * The accepting statements by what their batches need. Callers can make endless mixes of needs, but prepared
 * statements must be bounded: beyond `most` a batch gets one of two statements that serve every need, for one call
 * and for several.
 */
export class KnownStatements {
  readonly #make: (needs: number) => AcceptStatement;
  readonly #most: number;
  readonly #known = new Map<number, AcceptStatement>();

  constructor(make: (needs: number) => AcceptStatement, most = MOST_STATEMENTS) {
    this.#make = make;
    this.#most = most;
  }

  for(needs: number): AcceptStatement {
    const known = this.#known.get(needs);
    if (known) return known;
    if (this.#known.size < this.#most) return this.#add(needs);
    const everything = needs & NEED.many ? EVERYTHING : EVERYTHING & ~NEED.many;
    return this.#known.get(everything) ?? this.#add(everything);
  }

  #add(needs: number): AcceptStatement {
    const made = this.#make(needs);
    this.#known.set(needs, made);
    return made;
  }
}
