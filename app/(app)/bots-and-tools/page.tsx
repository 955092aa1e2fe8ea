import type { Metadata } from 'next';
import { ToolIndex } from '@/components/shell/tools/tool-index';
import { requireUser } from '@/lib/auth/current-user';

export const metadata: Metadata = { title: 'Bots & Tools' };

export default async function BotsAndToolsPage() {
  await requireUser();
  return <ToolIndex />;
}
