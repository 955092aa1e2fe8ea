import type { ReactNode } from 'react';
import { Shell } from '@/components/shell/shell';
import { currentUser } from '@/lib/auth/current-user';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { workspaceName } from '@/lib/shell/workspace-name';
import { stepUpEndsAt } from '@/lib/step-up/step-up-policy';

/** Draws the navigation. It guards nothing: every page asks for its user itself. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const user = await currentUser();
  if (!user) return children;
  const [workspace, feeds] = await Promise.all([workspaceName(user), listShellFeeds(user)]);
  return (
    <Shell
      workspace={workspace}
      user={{ name: user.name, email: user.email, administrator: user.role === 'ADMINISTRATOR' }}
      initialFeeds={feeds}
      moduleOpenUntil={stepUpEndsAt(user.session.stepUpVerifiedAt, new Date())?.toISOString() ?? null}
    >
      {children}
    </Shell>
  );
}
