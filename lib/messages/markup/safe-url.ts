const LINK_PROTOCOLS = new Set(['http:', 'https:', 'mailto:', 'tel:']);
/** A cheap test first: parsing a text that is no URL is slow. */
const LOOKS_LIKE_LINK = /^\s*(?:https?|mailto|tel):/i;
const MAX_URL_CHARS = 2_048;

/** The normalised URL when a message may link to it (http, https, mailto, tel), else null. */
export function safeLink(text: string): string | null {
  const url = LOOKS_LIKE_LINK.test(text) ? parse(text) : null;
  return url && LINK_PROTOCOLS.has(url.protocol) ? url.href : null;
}

/** The URL when a message may show it as a picture, which the server fetches; else null. */
export function safeImage(text: unknown): string | null {
  const url = typeof text === 'string' ? parse(text) : null;
  return url?.protocol === 'https:' || url?.protocol === 'http:' ? url.href : null;
}

/** What a person needs to see before following a link: its host, or the address of a mailto or tel link. */
export function linkDestination(href: string): string {
  const url = parse(href);
  if (!url) return href;
  return url.host || decodeURIComponentSafely(url.pathname);
}

function parse(text: string): URL | null {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > MAX_URL_CHARS) return null;
  try {
    return new URL(trimmed);
  } catch {
    return null;
  }
}

function decodeURIComponentSafely(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
