import 'server-only';
import { AppError } from '@/lib/errors';
import { schemeOf } from '@/lib/signatures/scheme-of';
import type { SignatureSettings } from './schema';

/** @throws {AppError} `invalid_input` for a secret with which the scheme cannot sign. */
export function requireFittingSecrets(
  { scheme, custom }: SignatureSettings,
  secrets: readonly string[],
): void {
  if (scheme === null) return;
  const signs = schemeOf(scheme, custom && JSON.stringify(custom));
  if (!signs?.keyOf || signs.takesAnyText) return;
  if (secrets.every((secret) => signs.keyOf?.(secret))) return;
  throw new AppError(
    'invalid_input',
    'A secret of Standard Webhooks is Base64, mostly with whsec_ before it; copy it again from the sender, and remove one of another kind.',
    { field: 'add' },
  );
}
