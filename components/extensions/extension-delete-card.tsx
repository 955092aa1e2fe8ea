'use client';

import { useRouter } from 'next/navigation';
import { useChange } from '@/components/shell/use-change';
import { toast } from '@/components/ui/overlays/toaster';
import { DeleteCard } from '@/components/ui/page/delete-card';
import { Counted } from '@/components/ui/text/counted';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { deleteExtension, extensionKeys } from './extension-queries';

export function ExtensionDeleteCard({ extension }: { extension: ExtensionWorkshop }) {
  const router = useRouter();
  const deleting = useChange(
    extensionKeys.all,
    () => deleteExtension(extension.number),
    (_output, _input, isHere) => {
      if (isHere) router.push('/bots-and-tools/extensions');
      toast(`${extension.name} is deleted.`);
    },
  );
  return (
    <DeleteCard
      noun="extension"
      name={extension.name}
      description="Both endpoints stop working, and its messages are deleted for everybody who installed it."
      consequence={
        <>
          Integrations that call its endpoints will fail. Its versions, messages and{' '}
          <Counted count={extension.installCount} one="installation" /> are deleted. This cannot be undone.
        </>
      }
      deleting={deleting}
    />
  );
}
