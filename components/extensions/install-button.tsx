'use client';

import { EnterButton } from '@/components/shell/enter-button';
import type { ExtensionSummary } from '@/lib/extensions/dto';
import { extensionKeys, putInstallation } from './extension-queries';

type InstallButtonProps = {
  extension: Pick<ExtensionSummary, 'number' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function InstallButton({ extension: { number, name }, ...look }: InstallButtonProps) {
  return (
    <EnterButton
      queryKey={extensionKeys.all}
      enter={() => putInstallation(number)}
      doneText={`${name} is installed.`}
      ariaLabel={`Install ${name}`}
      {...look}
    >
      Install
    </EnterButton>
  );
}
