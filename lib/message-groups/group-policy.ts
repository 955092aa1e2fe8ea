/** So long after its first message a group goes on; what has the same key later begins another. Browser-safe. */
export const GROUP_DAYS = 30;
