/** Texts that look like a host, with the rest of the address: `bank.example`, `https://bank.example:8443/login`. */
const ADDRESS = /(?:[a-z][a-z0-9+.-]*:\/\/)?([\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+)([/?#:]\S*)?/giu;
/** Full stops of other scripts, which browsers read as dots in hosts. */
const OTHER_DOTS = /[\u3002\uff0e\uff61]/g;

/** Whether a link's text looks like an address of another host than the link's own. */
export function namesAnotherPlace(text: string, href: string): boolean {
  const own = hostOf(href);
  const shown = text
    .replace(OTHER_DOTS, '.')
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '');
  return [...shown.matchAll(ADDRESS)].some(([, host]) => {
    const named = hostOf(`http://${host}`);
    return named !== null && named !== own;
  });
}

/** The host without `www.`; for a mail address the host behind the @. Null when there is none. */
function hostOf(address: string): string | null {
  try {
    const url = new URL(address);
    const host = url.protocol === 'mailto:' ? (url.pathname.split('@').at(-1) ?? '') : url.hostname;
    return (
      host
        .toLowerCase()
        .replace(/^www\./, '')
        .replace(/\.$/, '') || null
    );
  } catch {
    return null;
  }
}
