'use client';

import { toast } from '@/components/ui/overlays/toaster';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import { useDeed } from './use-deed';

/** Takes a row out of a list, with the button that was pressed: the focus goes to the page's heading, and `said` tells it. */
export function useRemoval(
  deed: () => Promise<unknown>,
  said: string,
): [pending: boolean, remove: () => void] {
  const { pending, run } = useDeed(toast.error);
  const isHere = useIsHere();
  const remove = async () => {
    if (!(await run(deed))) return;
    if (isHere()) focusPageHeading();
    toast(said);
  };
  return [pending, remove];
}
