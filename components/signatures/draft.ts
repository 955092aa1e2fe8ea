import type { ShownSignature } from '@/lib/intake/dto';
import type { SignatureSettings } from '@/lib/intake/schema';
import type { CustomScheme } from '@/lib/signatures/custom-scheme';
import type { SchemeName, SignatureMode } from '@/lib/signatures/schemes';

/** The state of the form. No draft is stored, since it may hold a secret. */
export type SignatureDraft = {
  scheme: SchemeName | null;
  mode: SignatureMode;
  custom: CustomScheme;
  /** Ids of saved secrets that stay. */
  keep: string[];
  /** New secrets, each with a number of its own for its field. */
  add: { key: number; text: string }[];
};

const FIRST: CustomScheme = {
  header: 'X-Signature',
  prefix: '',
  hash: 'sha256',
  encoding: 'hex',
  template: '{body}',
  timestampHeader: '',
};

export function draftOf({ scheme, mode, custom, secrets }: ShownSignature): SignatureDraft {
  const add = secrets.length === 0 ? [{ key: 0, text: '' }] : [];
  return { scheme, mode, custom: custom ?? FIRST, keep: secrets.map(({ id }) => id), add };
}

/** What is sent; fields left empty are no secrets. */
export function settingsOf({ scheme, mode, custom, keep, add }: SignatureDraft): SignatureSettings {
  if (scheme === null) return { scheme, mode: 'OFF', custom: null, keep: [], add: [] };
  const texts = add.map(({ text }) => text.trim()).filter(Boolean);
  return { scheme, mode, custom: scheme === 'custom' ? custom : null, keep, add: texts };
}
