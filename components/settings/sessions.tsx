'use client';

import { Monitor } from 'lucide-react';
import { useDeed } from '@/components/shell/use-deed';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/overlays/toaster';
import { PageHeader } from '@/components/ui/page/page-header';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { SessionRow } from '@/lib/accounts/dto';
import { revokeOtherSessions, revokeSession } from './settings-queries';

/** Where the person is signed in, and ending that. */
export function Sessions({ sessions }: { sessions: SessionRow[] }) {
  const [pending, end] = useEnding(revokeOtherSessions, 'All other sessions are signed out.');
  return (
    <>
      <PageHeader
        title="Sessions"
        description="Browsers that are signed in as you. Sign out what you do not recognise."
        actions={
          sessions.length > 1 && (
            <Button pending={pending} onClick={end}>
              Sign out all others
            </Button>
          )
        }
      />
      <Card flush>
        <ul className="divide-y">
          {sessions.map((session) => (
            <Session key={session.id} session={session} />
          ))}
        </ul>
      </Card>
    </>
  );
}

function Session({ session }: { session: SessionRow }) {
  const [pending, end] = useEnding(() => revokeSession(session.id), `${session.device} is signed out.`);
  return (
    <li className="flex items-center gap-4 px-5 py-3.5">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-surface-hover text-text-muted max-sm:hidden">
        <Monitor aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
          {session.device}
          {session.current && <Badge tone="success">This browser</Badge>}
        </p>
        <p className="text-sm text-text-muted">
          Signed in {session.sourceAddress && `from ${session.sourceAddress} `}
          <RelativeTime at={session.signedInAt} />
          {!session.current && (
            <>
              {' '}
              · last seen <RelativeTime at={session.lastSeenAt} />
            </>
          )}
        </p>
      </div>
      {!session.current && (
        <Button size="sm" pending={pending} onClick={end} aria-label={`Sign out ${session.device}`}>
          Sign out
        </Button>
      )}
    </li>
  );
}

function useEnding(deed: () => Promise<unknown>, said: string): [boolean, () => void] {
  const { pending, run } = useDeed(toast.error);
  const end = async () => {
    if (!(await run(deed))) return;
    focusPageHeading();
    toast(said);
  };
  return [pending, end];
}
