'use client';

import { ChevronLeft, ChevronRight, ExternalLink, ImageOff, X } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { ModalPanel, ModalTitle } from '@/components/ui/overlays/modal-panel';
import { linkDestination } from '@/lib/messages/markup/safe-url';
import { usePicture } from './use-picture';

type LightboxProps = {
  pictures: { url: string; alt: string }[];
  /** Which one is shown. */
  index: number;
  onIndex: (index: number) => void;
  onClose: () => void;
};

/** Pictures over the whole page: arrows go through them, Escape or a press beside them closes. */
export function Lightbox({ pictures, index, onIndex, onClose }: LightboxProps) {
  const { length } = pictures;
  const picture = pictures[index];
  const go = (step: number) => onIndex((index + step + length) % length);
  const onKeyDown = (event: KeyboardEvent) => {
    const target = { ArrowLeft: index - 1, ArrowRight: index + 1, Home: 0, End: length - 1 }[event.key];
    if (target === undefined || length < 2) return;
    event.preventDefault();
    onIndex((target + length) % length);
  };
  if (!picture) return null;
  const onBackground = (event: { target: EventTarget; currentTarget: EventTarget }) =>
    event.target === event.currentTarget && onClose();
  return (
    <ModalPanel
      open
      onDismiss={onClose}
      onKeyDown={onKeyDown}
      scrim="bg-surface"
      className="motion-fade fixed inset-0 flex flex-col"
    >
      <div className="flex items-center gap-3 px-3 py-2 sm:px-4">
        <div aria-live="polite" className="min-w-0 flex-1">
          <ModalTitle dir="auto" className="truncate font-medium">
            {picture.alt}
          </ModalTitle>
          <p className="truncate text-text-muted text-xs">{linkDestination(picture.url)}</p>
        </div>
        <a
          href={picture.url}
          target="_blank"
          rel="noopener noreferrer nofollow ugc"
          aria-label={`Open at ${linkDestination(picture.url)}`}
          data-tip={`Open at ${linkDestination(picture.url)}`}
          className="inline-flex size-9 pointer-coarse:size-10 shrink-0 items-center justify-center rounded-sm text-text-muted hover:bg-surface-hover hover:text-text"
        >
          <ExternalLink aria-hidden className="size-4" />
        </a>
        <IconButton label="Close" onClick={onClose}>
          <X aria-hidden />
        </IconButton>
      </div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions lint/a11y/useKeyWithClickEvents: Escape closes, too. */}
      <div
        onClick={onBackground}
        className="relative flex min-h-0 flex-1 items-center justify-center p-3 pt-0 sm:px-16 sm:pb-6"
      >
        <LargePicture key={index} {...picture} />
        {length > 1 && (
          <>
            <IconButton
              label="Previous picture"
              onClick={() => go(-1)}
              className="float -translate-y-1/2 absolute! top-1/2 left-3"
            >
              <ChevronLeft aria-hidden />
            </IconButton>
            <IconButton
              label="Next picture"
              onClick={() => go(1)}
              className="float -translate-y-1/2 absolute! top-1/2 right-3"
            >
              <ChevronRight aria-hidden />
            </IconButton>
          </>
        )}
      </div>
    </ModalPanel>
  );
}

function LargePicture({ url, alt }: { url: string; alt: string }) {
  const { state, picture } = usePicture(url);
  if (state === 'broken') {
    return (
      <p className="flex items-center gap-2 text-text-muted">
        <ImageOff aria-hidden className="size-4" />
        This picture could not be loaded.
      </p>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: it comes through lib/pictures, as it is.
    <img {...picture} alt={alt} className="max-h-full max-w-full rounded object-contain" />
  );
}
