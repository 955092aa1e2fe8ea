/** A place in Postern: a channel, or the feed of a bot or extension. */
type Place = { name: string; href: string };

/** The outcome of a press. */
export type PressOutcome =
  /** The answer is posted: here, or at `elsewhere`. */
  | { kind: 'posted'; elsewhere: Place | null }
  /** A short answer that is shown and not stored. */
  | { kind: 'banner'; text: string; failed: boolean }
  /** The answerer had nothing to say. */
  | { kind: 'done' }
  /** The page goes there. */
  | { kind: 'go'; place: Place };
