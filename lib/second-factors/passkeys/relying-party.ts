import 'server-only';
import { env } from '@/lib/env';

/** The relying party of passkeys, from PUBLIC_URL alone: a request's claim about its host proves nothing. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { publicUrl } = env();
  return { id: publicUrl.hostname, origin: publicUrl.origin, name: 'Postern' };
}
