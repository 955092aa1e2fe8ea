/** Headers of every answer, whoever writes it; proxy.ts adds those that only pages need. */
export const SECURITY_HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
} as const;
