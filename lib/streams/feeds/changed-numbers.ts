import 'server-only';

/** The numbers of messages that changed since the last time. `unknown`: any may have, as after a lost connection. */
export type Changed = { seqs: number[]; unknown: boolean };

export type ChangedNumbers = ReturnType<typeof changedNumbers>;

/** Remembers the numbers of changed messages until they are taken; what nobody could be told of is put back. */
export function changedNumbers() {
  const changed = new Set<number | null>();
  return {
    note: (seq: number | null) => void changed.add(seq),
    any: () => changed.size > 0,
    take(): Changed {
      const seqs = [...changed].filter((seq) => seq !== null);
      const unknown = changed.has(null);
      changed.clear();
      return { seqs, unknown };
    },
    putBack({ seqs, unknown }: Changed) {
      for (const seq of seqs) changed.add(seq);
      if (unknown) changed.add(null);
    },
  };
}
