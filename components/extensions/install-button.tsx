'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { passFocusOn } from '@/components/ui/page/page-heading';
import type { ExtensionSummary } from '@/lib/extensions/dto';
import { putInstallation } from './extension-queries';
import { useExtensionChange } from './use-extension-change';

type InstallButtonProps = {
  extension: Pick<ExtensionSummary, 'number' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function InstallButton({ extension, variant = 'secondary', size = 'sm' }: InstallButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const installing = useExtensionChange(
    () => putInstallation(extension.number),
    // Once the list knows, the button is gone.
    () => {
      passFocusOn(button.current);
      toast(`${extension.name} is installed.`);
    },
  );
  const install = () => installing.mutate(undefined, { onError: (error) => toast.error(error.message) });
  return (
    <Button
      ref={button}
      size={size}
      variant={variant}
      pending={installing.isPending}
      onClick={install}
      aria-label={`Install ${extension.name}`}
    >
      Install
    </Button>
  );
}
