/**
 * How many lines differ between two texts, by the longest common subsequence after equal beginnings and ends are
 * set aside. For a summary, not for a patch.
 */
export function lineChanges(before: string | null, after: string | null): { added: number; removed: number } {
  const old = lines(before);
  const now = lines(after);
  while (old.length > 0 && now.length > 0 && old[0] === now[0]) {
    old.shift();
    now.shift();
  }
  while (old.length > 0 && now.length > 0 && old.at(-1) === now.at(-1)) {
    old.pop();
    now.pop();
  }
  const common = commonLength(old, now);
  return { added: now.length - common, removed: old.length - common };
}

function lines(text: string | null): string[] {
  return text ? text.replace(/\n$/, '').split('\n') : [];
}

function commonLength(a: readonly string[], b: readonly string[]): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const line of a) {
    const next = [0];
    for (const [index, other] of b.entries()) {
      next.push(line === other ? row[index]! + 1 : Math.max(row[index + 1]!, next[index]!));
    }
    row = next;
  }
  return row.at(-1)!;
}
