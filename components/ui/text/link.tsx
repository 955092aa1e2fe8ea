'use client';

import NextLink, { useLinkStatus } from 'next/link';
import { type ComponentProps, useState } from 'react';

/**
 * A link to another page, fetched ahead once somebody points at it or reaches it with the keyboard. (Next's own fetches every
 * link in view: a dozen renderings for each page that is opened.)
 */
export function Link({
  onPointerEnter,
  onFocus,
  children,
  ...props
}: Omit<ComponentProps<typeof NextLink>, 'prefetch'>) {
  const [isNear, setIsNear] = useState(false);
  return (
    <NextLink
      {...props}
      prefetch={isNear ? null : false}
      onPointerEnter={(event) => {
        setIsNear(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setIsNear(true);
        onFocus?.(event);
      }}
    >
      {children}
      <Going />
    </NextLink>
  );
}

/** Stands in a link that was pressed until its page is there: styles tell by it that something is under way. */
function Going() {
  const { pending } = useLinkStatus();
  return pending && <span data-going hidden />;
}
