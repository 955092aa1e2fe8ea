import 'server-only';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { isOwnOrigin } from './own-host';

/**
 * Refuses a state change that another site's page caused. Browsers add `Sec-Fetch-Site` and `Origin` to such
 * requests, and no page can forge them. A request with neither comes from a program, which carries only cookies it
 * was given. A page of the same site under another name has another `Origin`.
 */
export function requireSameOrigin(request: Request) {
  const site = request.headers.get('sec-fetch-site') ?? 'none';
  const origin = request.headers.get('origin');
  if ((site === 'same-origin' || site === 'none') && (origin === null || isOwnOrigin(origin))) return;
  throw new AppError(
    'not_same_origin',
    `This change must come from a page of ${env().publicUrl.origin}; open Postern at that address.`,
  );
}
