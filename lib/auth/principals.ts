import 'server-only';

declare const signedIn: unique symbol;
declare const administrator: unique symbol;
declare const steppedUp: unique symbol;

/** A person with a live session. Minted only by `user-of-request.ts`. */
export type SignedInUser = {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: 'ADMINISTRATOR' | 'MEMBER';
  /** When this was read, by the database's clock; the request compares everything with this instant. */
  readonly at: Date;
  /** The address of the request; empty when unknown. */
  readonly sourceAddress: string;
  readonly session: {
    readonly id: string;
    readonly authenticatedAt: Date;
    readonly stepUpVerifiedAt: Date | null;
  };
  readonly [signedIn]: true;
};

/** A signed-in administrator. Minted only by `require-administrator.ts`. */
export type Administrator = SignedInUser & { readonly [administrator]: true };

/**
 * A signed-in person whose second factor was verified less than 15 minutes ago.
 * Minted only by `lib/step-up/require-step-up.ts`; every verb of the token module takes one.
 */
export type SteppedUpUser = SignedInUser & {
  readonly stepUpEndsAt: Date;
  readonly [steppedUp]: true;
};
