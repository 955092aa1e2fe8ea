import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { generateToken } from '@/lib/webhook-tokens/generate-token';
import { setTokenStatus } from '@/lib/webhook-tokens/set-token-status';
import { unique } from './unique';

/** Generates one of the five tokens of a person. */
export async function createToken(
  owner: SteppedUpUser,
  { name = unique('Build server'), enabled = true } = {},
): Promise<{ id: string; name: string; token: string; publicId: string; enabled: boolean }> {
  const { token, row } = await generateToken(owner, { name });
  if (!enabled) await setTokenStatus(owner, row.id, false);
  return { id: row.id, name, token, publicId: row.publicId, enabled };
}
