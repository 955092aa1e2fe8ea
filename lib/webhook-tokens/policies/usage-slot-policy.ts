/** The time that one row of `usage_slot` covers. Browser-safe. */
export const USAGE_SLOT_MINUTES = 30;
