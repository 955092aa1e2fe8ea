'use client';

import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import type { ExtensionSummary } from '@/lib/extensions/dto';
import { putInstallation } from './extension-queries';
import { useExtensionChange } from './use-extension-change';

type InstallButtonProps = {
  extension: Pick<ExtensionSummary, 'number' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function InstallButton({ extension, variant = 'secondary', size = 'sm' }: InstallButtonProps) {
  const installing = useExtensionChange(() => putInstallation(extension.number));
  const install = () =>
    installing.mutate(undefined, {
      onSuccess: () => toast(`${extension.name} is installed.`),
      onError: (error) => toast.error(error.message),
    });
  return (
    <Button
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
