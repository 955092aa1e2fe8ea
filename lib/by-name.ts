const collator = new Intl.Collator('en', { numeric: true });

/**
 * Compares by name as people sort: "ada" before "Zuse", "build 2" before "build 10". The embedded database sorts by code
 * point and puts both the other way round.
 */
export const byName = (one: { name: string }, other: { name: string }): number =>
  collator.compare(one.name, other.name);
