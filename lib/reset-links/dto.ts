/** What the page of a reset link shows. */
export type ResetLinkFacts = {
  email: string;
  resetsPassword: boolean;
  resetsSecondFactors: boolean;
  disablesTokens: boolean;
};

/** A new link; its URL is shown here and never again. */
export type IssuedResetLink = { url: string; expiresAt: string };
