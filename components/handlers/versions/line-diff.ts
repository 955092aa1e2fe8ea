import { diffArrays } from 'diff';

export type DiffLine = {
  kind: 'same' | 'added' | 'removed';
  text: string;
  /** Its number, from 1, in its text; in the later text where both have the line. */
  line: number;
};

/** Compares two texts line by line; null is a text without lines. */
export function lineDiff(before: string | null, after: string | null): DiffLine[] {
  let [oldLine, newLine] = [0, 0];
  return diffArrays(linesOf(before), linesOf(after)).flatMap(({ value, added, removed }) =>
    value.map((text): DiffLine => {
      if (!added) oldLine += 1;
      if (!removed) newLine += 1;
      if (removed) return { kind: 'removed', text, line: oldLine };
      return { kind: added ? 'added' : 'same', text, line: newLine };
    }),
  );
}

export function countChanges(diff: readonly DiffLine[]): { added: number; removed: number } {
  const count = (kind: DiffLine['kind']) => diff.filter((line) => line.kind === kind).length;
  return { added: count('added'), removed: count('removed') };
}

/** What is shown of a diff: its lines, and how many equal ones are left out between them. */
export type ShownPart = DiffLine | { kind: 'omitted'; count: number; after: number };

const AROUND = 3;

/** The changes with three lines around each. */
export function aroundChanges(diff: readonly DiffLine[]): ShownPart[] {
  const isNear = diff.map(() => false);
  for (const [at, { kind }] of diff.entries()) {
    if (kind !== 'same') isNear.fill(true, Math.max(0, at - AROUND), at + AROUND + 1);
  }
  const shown: ShownPart[] = [];
  for (const [at, line] of diff.entries()) {
    const last = shown.at(-1);
    if (isNear[at]) shown.push(line);
    else if (last?.kind === 'omitted') last.count += 1;
    else shown.push({ kind: 'omitted', count: 1, after: at });
  }
  return shown;
}

function linesOf(text: string | null): string[] {
  return text ? text.replace(/\n$/, '').split('\n') : [];
}
