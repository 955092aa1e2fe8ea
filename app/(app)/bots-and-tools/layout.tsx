import type { ReactNode } from 'react';
import { ToolList } from '@/components/shell/tools/tool-list';
import { currentUser } from '@/lib/auth/current-user';

/** Guards nothing, like the layout above. Without a person there is no shell to draw the tools in, and the page redirects to signing in. */
export default async function BotsAndToolsLayout({ children }: { children: ReactNode }) {
  if (!(await currentUser())) return children;
  return (
    <div className="flex min-w-0 flex-1 flex-col xl:flex-row">
      <ToolList />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
