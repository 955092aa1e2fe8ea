import 'server-only';
import { AUTOMATIC, readUnderstanding, type Understanding } from '@/lib/understanding/schema';

/** An encrypted secret of a target, opened only where a call is checked. */
type SealedSecret = { id: string; ciphertext: Buffer; keyVersion: number };

/** How a target takes calls at its incoming endpoint. */
export type Intake = {
  /** `feed.intake_version`; 0 when nothing is set. */
  version: number;
  feedId: number;
  scheme: string | null;
  signatureMode: 'OFF' | 'WARN' | 'REQUIRE';
  /** JSON text. */
  customScheme: string | null;
  secrets: readonly SealedSecret[];
  understanding: Understanding;
};

/** The intake of nearly all targets, with nothing set. */
export const NO_INTAKE: Intake = {
  version: 0,
  feedId: 0,
  scheme: null,
  signatureMode: 'OFF',
  customScheme: null,
  secrets: [],
  understanding: AUTOMATIC,
};

/** SQL: the settings of the feed with the alias `feed`, as JSON; null when nothing is set. */
export const intakeJson = (feed: string) => `CASE WHEN ${feed}.intake_version <> 0 THEN (
  SELECT json_build_object('version', ${feed}.intake_version, 'feedId', i.feed_id, 'scheme', i.scheme,
    'signatureMode', i.signature_mode, 'customScheme', i.custom_scheme, 'understanding', i.understanding,
    'secrets', (
      SELECT coalesce(json_agg(json_build_object('id', s.id, 'keyVersion', s.key_version,
        'ciphertext', encode(s.ciphertext, 'base64')) ORDER BY s.slot), '[]')
      FROM intake_secret s WHERE s.feed_id = i.feed_id))
  FROM intake i WHERE i.feed_id = ${feed}.id) END`;

type IntakeJson = Omit<Intake, 'secrets' | 'understanding'> & {
  understanding: string | null;
  secrets: (Omit<SealedSecret, 'ciphertext'> & { ciphertext: string })[];
};

/** Reads the JSON of `intakeJson`. */
export function readIntake(json: unknown): Intake {
  if (json === null) return NO_INTAKE;
  const { secrets, understanding, ...intake } = json as IntakeJson;
  return {
    ...intake,
    understanding: readUnderstanding(understanding),
    secrets: secrets.map((secret) => ({ ...secret, ciphertext: Buffer.from(secret.ciphertext, 'base64') })),
  };
}
