'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { deleteExtension } from './extension-queries';
import { useExtensionChange } from './use-extension-change';

export function ExtensionDeleteCard({ extension }: { extension: ExtensionWorkshop }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const deleting = useExtensionChange(
    () => deleteExtension(extension.number),
    () => {
      router.push('/bots-and-tools/extensions');
      toast(`${extension.name} is deleted.`);
    },
  );
  return (
    <>
      <Card
        title="Delete this extension"
        description="Both endpoints stop working, and its messages are deleted for everybody who installed it."
        actions={<Button onClick={() => setOpen(true)}>Delete extension…</Button>}
        className="pb-4"
      />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${extension.name}?`}
        description={
          <>
            Integrations that call its endpoints will fail. Its versions, messages and{' '}
            {extension.installCount === 1 ? 'one installation' : `${extension.installCount} installations`}{' '}
            are deleted. This cannot be undone.
          </>
        }
        confirmLabel="Delete extension"
        onConfirm={() => deleting.mutate(undefined)}
        pending={deleting.isPending || deleting.isSuccess}
        error={deleting.error?.message}
      />
    </>
  );
}
