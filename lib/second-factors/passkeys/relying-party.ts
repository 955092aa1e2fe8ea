import 'server-only';
import { env } from '@/lib/env';

/** Who passkeys are made for. From PUBLIC_URL alone: what a request says about its host proves nothing. */
export function relyingParty(): { id: string; origin: string; name: string } {
  const { publicUrl } = env();
  return { id: publicUrl.hostname, origin: publicUrl.origin, name: 'Postern' };
}
