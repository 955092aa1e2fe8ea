import { Check } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { percentText } from '@/lib/messages/parts/percent-text';

type PollOptionProps = {
  label: string;
  votes: number;
  total: number;
  checked: boolean;
  /** Its vote is on its way. */
  pending: boolean;
  /** The one option that Tab reaches. */
  inTabOrder: boolean;
  onFocus: () => void;
  /** Null: there is no voting here. */
  onChoose: (() => void) | null;
};

/** One choice of a poll: the bar behind it is its share of the votes. */
export function PollOption(props: PollOptionProps) {
  const { label, votes, total, checked, pending, inTabOrder, onFocus, onChoose } = props;
  const share = total === 0 ? 0 : votes / total;
  return (
    // biome-ignore lint/a11y/useSemanticElements: an input's own arrow keys would vote at each step.
    <button
      type="button"
      role="radio"
      aria-checked={checked}
      aria-disabled={!onChoose || undefined}
      tabIndex={inTabOrder ? 0 : -1}
      onFocus={onFocus}
      onClick={onChoose ?? undefined}
      className={cn(
        'relative isolate flex min-h-9 w-full items-center gap-2.5 overflow-hidden rounded-sm border px-3 py-1.5 text-start',
        'transition-colors duration-120 pointer-coarse:min-h-11',
        onChoose ? 'hover:border-border-strong' : 'cursor-default!',
        checked && 'border-accent!',
      )}
    >
      <span
        aria-hidden
        style={{ width: `${share * 100}%` }}
        className={cn(
          'absolute inset-y-0 start-0 -z-10 transition-[width] duration-180 motion-reduce:transition-none',
          checked ? 'bg-accent-soft' : 'bg-surface-hover',
        )}
      />
      <span
        aria-hidden
        className={cn(
          'flex size-4 shrink-0 items-center justify-center rounded-full border',
          checked ? 'border-transparent bg-accent text-on-accent' : 'border-border-strong',
          pending && 'motion-breathe',
        )}
      >
        {checked && <Check className="size-3" strokeWidth={3} />}
      </span>
      <span dir="auto" className={cn('wrap-anywhere min-w-0 flex-1', checked && 'font-medium')}>
        {label}
      </span>
      {total > 0 && (
        <span className="flex shrink-0 text-sm text-text-muted tabular-nums">
          <span className="sr-only">, </span>
          <FormattedNumber value={votes} />
          <span className="sr-only">{votes === 1 ? ' vote' : ' votes'}, </span>
          <span className={cn('min-w-12 text-end', votes > 0 && 'font-medium text-text')}>
            {percentText(share, { isWhole: true })}
          </span>
        </span>
      )}
    </button>
  );
}
