/** On every answer of the server, whoever writes it. proxy.ts adds what only pages need. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;
