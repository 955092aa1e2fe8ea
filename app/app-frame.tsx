import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import type { SignedInUser } from '@/lib/auth/principals';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { workspaceName } from '@/lib/shell/workspace-name';
import { openStepUp } from '@/lib/step-up/open-step-up';

/** The shell with what it shows of this person. */
export async function AppFrame({ user, children }: { user: SignedInUser; children: ReactNode }) {
  const [workspace, feeds] = await Promise.all([workspaceName(user), listShellFeeds(user)]);
  return (
    <Shell
      // Another person's page is begun anew: what the one before typed would be kept as a draft of theirs.
      key={user.id}
      workspace={workspace}
      user={{
        id: user.id,
        name: user.name,
        email: user.email,
        administrator: user.role === 'ADMINISTRATOR',
      }}
      initialFeeds={feeds}
      stepUp={openStepUp(user)}
      at={user.at.getTime()}
    >
      {children}
    </Shell>
  );
}
