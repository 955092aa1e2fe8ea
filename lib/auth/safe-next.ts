const HERE = 'http://postern.invalid';

/** Two separators at the start name another host, also where something on the way decodes them. */
const NAMES_A_HOST = /^(?:[/\\]|%2f|%5c){2}/i;

/**
 * Where to go after signing in: a path of ours with its query, never another site; the start page otherwise. What is judged is
 * what a browser makes of it (`/.//evil.example` is `//evil.example`), and that is what is returned.
 */
export function safeNext(next: unknown): string {
  if (typeof next !== 'string' || !next.startsWith('/')) return '/';
  const path = pathHere(next);
  if (path === null || NAMES_A_HOST.test(path)) return '/';
  // Read once more it must be the same: nothing is left to be normalised into something else.
  return pathHere(path) === path ? path : '/';
}

/** The same for an address that may name our origin, as next-auth's callback addresses do. */
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
