import type { CustomScheme } from '@/lib/signatures/custom-scheme';
import type { SchemeName, SignatureMode } from '@/lib/signatures/schemes';

/** What is set, without the secrets themselves: those are never shown again. */
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
  /** The others, by what is wrong with them; the most frequent first. */
  faults: { reason: string; calls: number }[];
  /** Calls of which the history does not hold what was signed, and why. */
  unknown: { reason: string; calls: number }[];
};
