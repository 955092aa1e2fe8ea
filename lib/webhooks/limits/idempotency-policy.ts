/** How long an idempotency key is remembered. Browser-safe. */
export const IDEMPOTENCY_HOURS = 24;
