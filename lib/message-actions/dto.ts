/** Somewhere in Postern: a channel, or the feed of a bot or extension. */
type Place = { name: string; href: string };

/** What came of a press. */
export type PressOutcome =
  /** The answer is posted: here, or at `elsewhere`. */
  | { kind: 'posted'; elsewhere: Place | null }
  /** A short answer that is shown and not kept. */
  | { kind: 'banner'; text: string; failed: boolean }
  /** Whoever answers had nothing to say. */
  | { kind: 'done' }
  /** Go there. */
  | { kind: 'go'; place: Place };
