'use client';

import { Avatar } from '@/components/ui/avatar';
import { usePicture } from './use-picture';

type SenderPictureProps = { of: string; name: string; imageUrl: string | null };

/** The sender's picture, or the initials when there is none or it cannot be loaded. */
export function SenderPicture({ of, name, imageUrl }: SenderPictureProps) {
  const { state, picture } = usePicture(imageUrl ?? '');
  if (!imageUrl || state === 'broken') return <Avatar of={of} name={name} />;
  return (
    // biome-ignore lint/performance/noImgElement: it comes through lib/pictures, as it is.
    <img {...picture} alt="" className="size-8 shrink-0 rounded-sm bg-surface-sunken object-cover" />
  );
}
