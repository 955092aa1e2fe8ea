import type { CustomScheme } from '@/lib/signatures/custom-scheme';
import type { SchemeName, SignatureMode } from '@/lib/signatures/schemes';

/** The settings without the secrets, which are never shown again. */
export type ShownSignature = {
  scheme: SchemeName | null;
  mode: SignatureMode;
  custom: CustomScheme | null;
  /** `addedAt`: ISO 8601. */
  secrets: { id: string; addedAt: string }[];
};

/** How the last calls would have fared. */
export type SignaturePreview = {
  /** Calls that could be checked. */
  checked: number;
  passed: number;
  /** The failed calls by reason, the most frequent first. */
  faults: { reason: string; calls: number }[];
  /** Calls that could not be checked, by reason: the history does not hold what was signed. */
  unknown: { reason: string; calls: number }[];
};
