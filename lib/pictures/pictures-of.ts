import type { MessageContent } from '@/lib/messages/content';

/** The addresses of all pictures that a message shows. */
export function picturesOf({ bot, card, slides }: MessageContent): string[] {
  const inSlides = slides.flatMap((slide) => (slide.kind === 'images' ? slide.urls : []));
  return [bot?.imageUrl, card?.thumbnailUrl, card?.iconUrl, ...inSlides].filter(
    (url) => typeof url === 'string',
  );
}
