const HERE = 'http://postern.invalid';

/** Two separators at the start name another host, even encoded ones that something on the way may decode. */
const NAMES_A_HOST = /^(?:[/\\]|%2f|%5c){2}/i;

/**
 * Where to go after signing in: a path of ours with its query, never another site; else the start page. Judges and
 * returns what a browser makes of the text (`/.//evil.example` becomes `//evil.example`).
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const path = pathHere(next);
  if (path === null || NAMES_A_HOST.test(path)) return '/';
  // Normalising again must change nothing.
  return pathHere(path) === path ? path : '/';
}

/** Like `safeNext`, for an address that may contain our origin, as next-auth's callback addresses do. */
export function safeReturn(address: string, origin: string): string {
  const path = address.startsWith(`${origin}/`) ? address.slice(origin.length) : address;
  return `${origin}${safeNext(path)}`;
}

function pathHere(text: string): string | null {
  try {
    const url = new URL(text, HERE);
    return url.origin === HERE ? `${url.pathname}${url.search}` : null;
  } catch {
    return null;
  }
}
