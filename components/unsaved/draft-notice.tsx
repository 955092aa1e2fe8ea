'use client';

import { History } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/text/relative-time';

type DraftNoticeProps = {
  /** What it is a draft of: "handler". */
  what: string;
  notice: { at: number; restore: () => void; drop: () => void } | null;
  /** Gives the focus to what the draft is of, since the notice goes away with what was pressed. */
  passFocus: () => void;
};

/** Offers what was typed here earlier and never saved. Its sentence is announced once; the time, which changes, is not. */
export function DraftNotice({ what, notice, passFocus }: DraftNoticeProps) {
  const pressed = (deed: () => void) => () => {
    passFocus();
    deed();
  };
  return (
    <div
      className={
        notice
          ? 'flex flex-wrap items-center gap-x-3 gap-y-2 rounded border bg-warning-soft px-4 py-3'
          : 'sr-only'
      }
    >
      {notice && <History aria-hidden className="size-4 shrink-0 text-warning-text" />}
      <p className="min-w-48 flex-1">
        <span role="status">{notice && `A draft of this ${what} was not saved.`}</span>{' '}
        {notice && (
          <>
            You typed it <RelativeTime at={new Date(notice.at)} />.
          </>
        )}
      </p>
      {notice && (
        <div className="flex gap-2">
          <Button size="sm" onClick={pressed(notice.restore)}>
            Restore draft
          </Button>
          <Button size="sm" variant="quiet" onClick={pressed(notice.drop)}>
            Discard draft
          </Button>
        </div>
      )}
    </div>
  );
}
