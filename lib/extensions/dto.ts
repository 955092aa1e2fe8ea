import type { HandlerFailures } from '@/lib/handlers/failures/dto';

/** The two environments of an extension: the code being edited, and the published version. */
export type ExtensionEnvironment = 'sandbox' | 'marketplace';

/** An extension in the list. Numbers and app ids are strings: sandbox ids do not fit a JavaScript number. */
export type ExtensionSummary = {
  number: string;
  name: string;
  description: string;
  owner: { id: string; name: string };
  mine: boolean;
  /** The version that the marketplace URL runs; null until the first Publish. */
  publishedVersion: number | null;
  installed: boolean;
  installCount: number;
};

/** One extension as its page shows it to everybody who may see it. */
export type ExtensionPage = ExtensionSummary & {
  feedId: number;
  /** ISO 8601. */
  createdAt: string;
};

export type ExtensionVersionSummary = {
  version: number;
  note: string;
  publishedBy: string;
  /** ISO 8601. */
  publishedAt: string;
};

/** One extension as its owner edits it, without app keys: see `reveal-app-key.ts`. */
export type ExtensionWorkshop = ExtensionPage & {
  sandboxAppId: string;
  marketplaceAppId: string;
  sandboxCode: string | null;
  /** The code that the marketplace endpoint runs; null also until the first Publish. */
  publishedCode: string | null;
  /** Newest first. */
  versions: ExtensionVersionSummary[];
  failures: HandlerFailures[];
};
