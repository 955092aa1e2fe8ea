import type { ReactNode } from 'react';
import { ToolList } from '@/components/shell/tool-list';

export default function BotsAndToolsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-1 flex-col xl:flex-row">
      <ToolList />
      <div className="min-w-0 flex-1">{children}</div>
    </div>
  );
}
