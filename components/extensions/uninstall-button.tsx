'use client';

import { useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import type { ExtensionSummary } from '@/lib/extensions/dto';
import { deleteInstallation, extensionKeys } from './extension-queries';

export function UninstallButton({ extension }: { extension: Pick<ExtensionSummary, 'number' | 'name'> }) {
  const [open, setOpen] = useState(false);
  const uninstalling = useChange(
    extensionKeys.all,
    () => deleteInstallation(extension.number),
    () => setOpen(false),
  );
  return (
    <>
      <Button onClick={() => setOpen(true)}>Uninstall</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Uninstall ${extension.name}?`}
        description="What it posts no longer reaches you. You can install it again at any time."
        confirmLabel="Uninstall"
        onConfirm={() => uninstalling.mutate(undefined)}
        pending={uninstalling.isPending}
        error={uninstalling.error?.message}
      />
    </>
  );
}
