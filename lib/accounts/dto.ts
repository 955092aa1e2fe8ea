/** What the sign-in page shows before anybody is known. */
export type SignInFacts = { organizationName: string; oidcName: string | null };
