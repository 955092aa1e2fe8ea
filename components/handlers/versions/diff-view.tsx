'use client';

import { cn } from '@/components/ui/cn';
import { Counted } from '@/components/ui/text/counted';
import { ChangedLines } from './changed-lines';
import { aroundChanges, lineDiff, type ShownPart } from './line-diff';

type DiffViewProps = { before: string | null; after: string | null };

/** What changed from one text to the other, line by line: by sign, word and colour. */
export function DiffView({ before, after }: DiffViewProps) {
  const diff = lineDiff(before, after);
  if (diff.every(({ kind }) => kind === 'same'))
    return <p className="text-text-muted">There is no difference.</p>;
  return (
    <div className="overflow-hidden rounded border bg-surface-sunken">
      <p className="border-b px-3 py-1.5 text-sm text-text-muted">
        <ChangedLines diff={diff} />
      </p>
      <section
        aria-label="Changes"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it.
        tabIndex={0}
        className="max-h-96 overflow-auto font-mono text-xs focus-visible:-outline-offset-2"
      >
        <div className="w-max min-w-full py-1.5">
          {aroundChanges(diff).map((part) => (
            <Row
              key={part.kind === 'omitted' ? `after ${part.after}` : `${part.kind} ${part.line}`}
              part={part}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

const signs = { same: ' ', added: '+', removed: '−' };
const words = { same: '', added: 'added ', removed: 'removed ' };

function Row({ part }: { part: ShownPart }) {
  if (part.kind === 'omitted') {
    return (
      <p className="px-3 py-1 text-text-muted">
        <Counted count={part.count} one="line" /> unchanged
      </p>
    );
  }
  const { kind, line, text } = part;
  return (
    <div
      className={cn(
        'flex whitespace-pre leading-5',
        kind === 'added' && 'bg-success-soft text-success-text',
        kind === 'removed' && 'bg-danger-soft text-danger-text',
      )}
    >
      <span className="w-12 shrink-0 select-none pr-2 text-right text-text-muted tabular-nums">{line}</span>
      <span className="w-5 shrink-0 select-none">
        <span aria-hidden>{signs[kind]}</span>
        <span className="sr-only">{words[kind]}</span>
      </span>
      <code className="pr-4">{text}</code>
    </div>
  );
}
