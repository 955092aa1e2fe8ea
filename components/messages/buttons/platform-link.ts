import type { MessageButton, Platform } from '@/lib/messages/parts/buttons';

type Link = Extract<MessageButton['action'], { kind: 'open' | 'preview' }>;

/** The address for this reader's system, else the one for browsers. In the browser only. */
export function hrefFor({ href, onPlatform }: Link): string {
  const platform = platformOf(navigator.userAgent);
  return (platform && onPlatform[platform]) ?? href;
}

function platformOf(userAgent: string): Platform | null {
  if (/iPhone|iPad|iPod/.test(userAgent)) return 'iOS';
  if (/Android/.test(userAgent)) return 'android';
  return /Windows/.test(userAgent) ? 'windows' : null;
}

/** Addresses of web pages open beside the feed; mailto and tel are other programs', which open no page. */
export function opensPage(href: string): boolean {
  return /^https?:/.test(href);
}

/** Opens an address at once, telling it nothing of where the reader came from. */
export function openAtOnce(href: string) {
  if (opensPage(href)) window.open(href, '_blank', 'noopener,noreferrer');
  else window.location.assign(href);
}
