'use client';

import { Monitor } from 'lucide-react';
import { useRemoval } from '@/components/shell/use-removal';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { IconRow } from '@/components/ui/lists/icon-row';
import { PageHeader } from '@/components/ui/page/page-header';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { SessionRow } from '@/lib/accounts/dto';
import { revokeOtherSessions, revokeSession } from './settings-queries';

/** Where the person is signed in, and ending that. */
export function Sessions({ sessions }: { sessions: SessionRow[] }) {
  const [pending, end] = useRemoval(revokeOtherSessions, 'All other sessions are signed out.');
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
  const [pending, end] = useRemoval(() => revokeSession(session.id), `${session.device} is signed out.`);
  return (
    <IconRow
      icon={<Monitor aria-hidden className="size-4" />}
      name={
        <>
          {session.device}
          {session.current && <Badge tone="success">This browser</Badge>}
        </>
      }
      about={
        <>
          Signed in {session.sourceAddress && `from ${session.sourceAddress} `}
          <RelativeTime at={session.signedInAt} />
          {!session.current && (
            <>
              {' '}
              · last seen <RelativeTime at={session.lastSeenAt} />
            </>
          )}
        </>
      }
    >
      {!session.current && (
        <Button size="sm" pending={pending} onClick={end} aria-label={`Sign out ${session.device}`}>
          Sign out
        </Button>
      )}
    </IconRow>
  );
}
