import type { MyChannel } from '@/lib/channels/dto';
import type { SampleName } from '@/lib/trial-calls/dto';

/** A token as lists show it. The secret half is nowhere in it. Times are ISO 8601, counts exact. */
export type TokenRow = {
  id: string;
  name: string;
  /** The token unique id: `1001.` and the first 32 digits. */
  publicId: string;
  enabled: boolean;
  /** Accepted calls; refused and failed ones are `refusals`. */
  invocations: number;
  refusals: number;
  lastInvokedAt: string | null;
  lastRefusedAt: string | null;
  createdAt: string;
};

/** Calls of one step of a spark line (recent-calls-policy.ts), counted like those of the row. */
export type RecentCalls = { accepted: number; refused: number };

/** As Generated Tokens shows it: with its spark line, oldest step first. */
export type ListedToken = TokenRow & { recent: RecentCalls[] };

/** The one answer, besides Copy, that carries a whole token. */
export type GeneratedToken = { token: string; row: TokenRow };

export type TokenFacts = TokenRow & { lastSourceAddress: string | null };

export type ChartRange = '1h' | '24h' | '7d' | '30d';

/** Calls whose time is in `[at, at + step)`. `failed`: the call was good, its handler or the server was not. */
export type ChartBucket = { at: string; accepted: number; refused: number; failed: number };

export type TokenChart = { range: ChartRange; stepS: number; buckets: ChartBucket[] };

/** One call, as the table shows it. */
export type InvocationRow = {
  id: string;
  receivedAt: string;
  durationUs: number;
  method: string;
  endpoint: string;
  target: string;
  /** What the target is called, where it is an id. */
  targetName: string | null;
  status: number;
  /** `accepted`, or the error code the caller was given. */
  outcome: string;
  /** The true reason of a refusal. */
  reason: string | null;
  sourceAddress: string;
  userAgent: string;
};

/** `nextBefore` asks for the page after this one; null at the end. */
export type InvocationPage = { rows: InvocationRow[]; omitted: OmittedCalls[]; nextBefore: string | null };

/** Refused calls of one hour that have no row of their own, exactly counted. Shown among the calls before `until`. */
export type OmittedCalls = { from: string; until: string; count: number };

/** One call in full. */
export type InvocationDetail = InvocationRow & {
  requestId: string;
  path: string;
  query: string;
  headers: [name: string, value: string][];
  /** What was put right or left out to take the call. */
  notes: readonly string[];
  /** Null where the call had none (`bodySize` 0), or it is not kept. */
  body: { text: string; size: number; cut: boolean; binary: boolean } | null;
  bodySize: number;
  /** The message the call became, while it exists. */
  message: { content: string; feedName: string; feedHref: string | null } | null;
};

/** What Get Webhook URL can be asked for. */
export type UrlTargets = {
  /** The origin of every endpoint URL. */
  publicUrl: string;
  /** What Send test can send. */
  samples: SampleName[];
  channels: Pick<MyChannel, 'uniqueName' | 'name' | 'access'>[];
  bots: { id: string; uniqueName: string; name: string; imageUrl: string | null }[];
  /** `number` is the marketplace app id. Unpublished: `publishedVersion` is null and its marketplace URL refuses. */
  extensions: { number: string; name: string; sandboxAppId: string; publishedVersion: number | null }[];
};

/** An endpoint's complete URL, secrets included: for the clipboard and a deliberate look. */
export type RevealedEndpoint = { id: string; url: string };
