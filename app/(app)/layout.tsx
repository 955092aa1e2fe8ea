import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { requireUser } from '@/lib/auth/current-user';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { workspaceName } from '@/lib/shell/workspace-name';
import { openStepUp } from '@/lib/step-up/open-step-up';

/**
 * Draws the navigation. Every page asks for its user itself, as a layout is not drawn again on the way from page to
 * page; asking here too makes a signed-out visit a real redirect, sent before anything streams.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await requireUser();
  const [workspace, feeds] = await Promise.all([workspaceName(user), listShellFeeds(user)]);
  return (
    <Shell
      workspace={workspace}
      user={{ id: user.id, name: user.name, email: user.email, administrator: user.role === 'ADMINISTRATOR' }}
      initialFeeds={feeds}
      stepUp={openStepUp(user)}
      at={user.at.getTime()}
    >
      {children}
    </Shell>
  );
}
