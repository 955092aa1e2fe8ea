/** How long a row of `usage_slot` counts. Browser-safe. */
export const USAGE_SLOT_MINUTES = 30;
