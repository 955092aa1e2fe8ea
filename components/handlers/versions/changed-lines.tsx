import { Counted } from '@/components/ui/text/counted';
import { countChanges, type DiffLine } from './line-diff';

/** "2 lines added, 1 line removed". */
export function ChangedLines({ diff }: { diff: readonly DiffLine[] }) {
  const { added, removed } = countChanges(diff);
  return (
    <>
      <span className="text-success-text">
        <Counted count={added} one="line" /> added
      </span>
      ,{' '}
      <span className="text-danger-text">
        <Counted count={removed} one="line" /> removed
      </span>
    </>
  );
}
