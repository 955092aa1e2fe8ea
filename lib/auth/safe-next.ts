/** Where to go after signing in: a path of ours, never another site; the start page otherwise. */
export function safeNext(next: string | string[] | undefined): string {
  if (typeof next !== 'string' || !/^\/(?![/\\])/.test(next)) return '/';
  const url = new URL(next, 'http://postern.invalid');
  return url.host === 'postern.invalid' ? `${url.pathname}${url.search}` : '/';
}
