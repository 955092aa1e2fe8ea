'use client';

import { Plus } from 'lucide-react';
import { Button } from '../button';

/** The main button of a page that lists things. */
export function CreateButton({ noun, onClick }: { noun: string; onClick: () => void }) {
  return (
    <Button variant="primary" icon={<Plus aria-hidden className="size-4" />} onClick={onClick}>
      Create {noun}
    </Button>
  );
}
