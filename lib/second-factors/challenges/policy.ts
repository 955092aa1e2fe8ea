/** How long a person may take at the browser's passkey prompt. */
export const CHALLENGE_DURATION_MS = 5 * 60 * 1000;
