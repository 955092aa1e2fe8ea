'use client';

import { Plus } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { Button } from '../button';
import { EmptyState } from './empty-state';
import { PageHeader } from './page-header';

type ListPageProps = {
  title: string;
  description: string;
  /** One of what is listed. */
  noun: string;
  CreateDialog: ComponentType<{ open: boolean; onOpenChange: (open: boolean) => void }>;
  /** What stands in place of the list; null where there is one. */
  empty: {
    icon: ReactNode;
    /** What nothing was found by; null where nothing was sought. */
    sought: string | null;
    text: string;
  } | null;
  children: ReactNode;
};

/** A page that lists what people create. */
export function ListPage({ title, description, noun, CreateDialog, empty, children }: ListPageProps) {
  const [creating, setCreating] = useState(false);
  const create = () => setCreating(true);
  return (
    <>
      <PageHeader
        title={title}
        description={description}
        actions={
          <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={create}>
            Create {noun}
          </Button>
        }
      />
      {children}
      {empty && (
        <EmptyState
          icon={empty.icon}
          title={empty.sought === null ? `There is no ${noun} yet` : `No ${noun} is called “${empty.sought}”`}
          action={<Button onClick={create}>Create {noun}</Button>}
        >
          {empty.text}
        </EmptyState>
      )}
      <CreateDialog open={creating} onOpenChange={setCreating} />
    </>
  );
}
