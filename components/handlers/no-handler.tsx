'use client';

import { CodeXml } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/page/empty-state';

type NoHandlerProps = { title: string; description: ReactNode; onWrite: () => void };

/** Stands where the code would, and offers to write it. */
export function NoHandler({ title, description, onWrite }: NoHandlerProps) {
  return (
    <Card title={title} description={description}>
      <EmptyState
        icon={<CodeXml aria-hidden />}
        title="No handler yet"
        action={<Button onClick={onWrite}>Write a handler</Button>}
      >
        Without one, the message is made by itself: known services read well, anything else is a short table
        or text.
      </EmptyState>
    </Card>
  );
}
