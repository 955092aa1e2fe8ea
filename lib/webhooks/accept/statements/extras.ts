import 'server-only';

/** What some plain posts need beside the message; the others do not pay for it. */
export type Extras = {
  /** The channel's members are part of the answer. */
  named: boolean;
  /** An idempotency key, which must be new; else a unique violation or no row leaves the decision to the whole statement. */
  keyed: boolean;
};

export const nameOf = (base: string, { named, keyed }: Extras) =>
  `${base}${named ? '_named' : ''}${keyed ? '_keyed' : ''}`;
