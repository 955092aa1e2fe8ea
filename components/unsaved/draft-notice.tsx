'use client';

import { History } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { RelativeTime } from '@/components/ui/text/relative-time';

type DraftNoticeProps = {
  /** What it is a draft of: "handler". */
  what: string;
  notice: { at: number; restore: () => void; drop: () => void } | null;
};

/** Offers what was typed here earlier and never saved. */
export function DraftNotice({ what, notice }: DraftNoticeProps) {
  return (
    <div role="status" className="contents">
      {notice && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded border bg-warning-soft px-4 py-3">
          <History aria-hidden className="size-4 shrink-0 text-warning-text" />
          <p className="min-w-48 flex-1">
            A draft of this {what} was not saved. You typed it <RelativeTime at={new Date(notice.at)} />.
          </p>
          <div className="flex gap-2">
            <Button size="sm" onClick={notice.restore}>
              Restore draft
            </Button>
            <Button size="sm" variant="quiet" onClick={notice.drop}>
              Discard draft
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
