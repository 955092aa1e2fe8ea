import type { MyChannel } from '@/lib/channels/dto';
import type { SampleName } from '@/lib/trial-calls/dto';

/** A token as lists show it, without its secret half. Times are ISO 8601, counts exact. */
export type TokenRow = {
  id: string;
  name: string;
  /** The token unique id: `1001.` and the first 32 digits. */
  publicId: string;
  enabled: boolean;
  /** Accepted calls; refused and failed ones count as `refusals`. */
  invocations: number;
  refusals: number;
  lastInvokedAt: string | null;
  lastRefusedAt: string | null;
  createdAt: string;
};

/** Calls in one step of a spark line (recent-calls-policy.ts), counted like those of the row. */
export type RecentCalls = { accepted: number; refused: number };

/** A token in Generated Tokens, with its spark line, oldest step first. */
export type ListedToken = TokenRow & { recent: RecentCalls[] };

/** The only answer, besides Copy, with a whole token. */
export type GeneratedToken = { token: string; row: TokenRow };

export type TokenFacts = TokenRow & { lastSourceAddress: string | null };

export type ChartRange = '1h' | '24h' | '7d' | '30d';

/** Calls in `[at, at + step)`. `failed`: good calls that failed in their handler or in the server. */
export type ChartBucket = { at: string; accepted: number; refused: number; failed: number };

export type TokenChart = { range: ChartRange; stepS: number; buckets: ChartBucket[] };

/** One call as the table shows it. */
export type InvocationRow = {
  id: string;
  receivedAt: string;
  durationUs: number;
  method: string;
  endpoint: string;
  target: string;
  /** The target's name, when the target is an id. */
  targetName: string | null;
  status: number;
  /** `accepted`, or the error code of the answer. */
  outcome: string;
  /** The true reason of a refusal. */
  reason: string | null;
  sourceAddress: string;
  userAgent: string;
};

/** `nextBefore` asks for the page after this one; null at the end. */
export type InvocationPage = { rows: InvocationRow[]; omitted: OmittedCalls[]; nextBefore: string | null };

/** Refused calls of one hour without a row of their own, exactly counted. Shown among the calls before `until`. */
export type OmittedCalls = { from: string; until: string; count: number };

/** One call in full. */
export type InvocationDetail = InvocationRow & {
  requestId: string;
  path: string;
  query: string;
  headers: [name: string, value: string][];
  /** What was repaired or left out to accept the call. */
  notes: readonly string[];
  /** Null when the call had none (`bodySize` 0), or it is not kept. */
  body: { text: string; size: number; cut: boolean; binary: boolean } | null;
  bodySize: number;
  /** The message that the call became, while it exists. */
  message: { content: string; feedName: string; feedHref: string | null } | null;
};

/** The choices of Get Webhook URL. */
export type UrlTargets = {
  /** The origin of every endpoint URL. */
  publicUrl: string;
  /** The samples that Send test offers. */
  samples: SampleName[];
  channels: Pick<MyChannel, 'uniqueName' | 'name' | 'access'>[];
  bots: { id: string; uniqueName: string; name: string; imageUrl: string | null }[];
  /**
   * `number` is the marketplace app id. When unpublished, `publishedVersion` is null and the marketplace URL refuses.
   */
  extensions: { number: string; name: string; sandboxAppId: string; publishedVersion: number | null }[];
};

/** An endpoint's complete URL, secrets included: for the clipboard and a deliberate look. */
export type RevealedEndpoint = { id: string; url: string };
