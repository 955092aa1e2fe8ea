import 'server-only';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/**
 * Refuses a state change that another site's page caused. Browsers add `Sec-Fetch-Site` and `Origin` to such
 * requests by themselves and no page can forge them; a request with neither comes from a program, which
 * carries only the cookies it was given.
 */
export function requireSameOrigin(request: Request) {
  const site = request.headers.get('sec-fetch-site');
  const origin = request.headers.get('origin');
  if (site === 'same-origin' || site === 'none') return;
  if (!site && (!origin || origin === env().publicUrl.origin)) return;
  throw new AppError(
    'not_same_origin',
    `This change must come from a page of ${env().publicUrl.origin}; open Postern at that address.`,
  );
}
