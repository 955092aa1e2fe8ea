'use client';

import { TriangleAlert } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { ButtonLink } from '@/components/ui/button-link';
import { Counted } from '@/components/ui/text/counted';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { TOKENS_HREF } from '@/components/webhook-tokens/paths';
import type { HandlerFailures } from '@/lib/handlers/failures/dto';

type FailuresNoticeProps = {
  failures: HandlerFailures;
  /** Given where the editor has the code that failed. */
  onGoToLine?: (line: number) => void;
};

/** Says that calls failed in the handler since it was saved, and why the last one did. */
export function FailuresNotice({ failures, onGoToLine }: FailuresNoticeProps) {
  const { environment, count, lastAt, reason, place, call } = failures;
  const what = environment === 'marketplace' ? 'The published version' : 'The saved code';
  return (
    <section
      aria-label="Failures"
      className="flex flex-wrap items-start gap-x-3 gap-y-2 rounded border bg-danger-soft px-4 py-3"
    >
      <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-danger-text" />
      <div className="min-w-48 flex-1">
        <p>
          {what} has failed {count === 1 ? 'once' : <Counted count={count} one="time" />} since it was saved,
          last <RelativeTime at={lastAt} />.
        </p>
        <p className="wrap-anywhere mt-1 font-mono text-danger-text text-sm">{reason}</p>
        {call === null && (
          <p className="mt-1 text-sm text-text-muted">
            Somebody else’s token called, or a button was pressed: that call is not in your usage history.
          </p>
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        {place && onGoToLine && (
          <Button size="sm" onClick={() => onGoToLine(place.line)}>
            Go to line {place.line}
          </Button>
        )}
        {call && (
          <ButtonLink size="sm" href={`${TOKENS_HREF}/${call.tokenId}?call=${call.invocationId}`}>
            Open the call
          </ButtonLink>
        )}
      </div>
    </section>
  );
}
