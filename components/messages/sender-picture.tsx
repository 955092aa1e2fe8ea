'use client';

import { useState } from 'react';
import { Avatar } from '@/components/ui/avatar';

type SenderPictureProps = { name: string; imageUrl: string | null };

/** The sender's picture, or the initials when there is none or it cannot be loaded. */
export function SenderPicture({ name, imageUrl }: SenderPictureProps) {
  const [broken, setBroken] = useState(false);
  if (!imageUrl || broken) return <Avatar name={name} />;
  return (
    // biome-ignore lint/performance/noImgElement: the address is a sender's; the server must not fetch it.
    <img
      ref={(image) => {
        if (image?.complete && image.naturalWidth === 0 && image.currentSrc) setBroken(true);
      }}
      src={imageUrl}
      alt=""
      loading="lazy"
      decoding="async"
      referrerPolicy="no-referrer"
      onError={() => setBroken(true)}
      className="size-8 shrink-0 rounded-sm bg-surface-sunken object-cover"
    />
  );
}
