/** Unread messages are counted up to this number when each has to be looked at; above 99 the number is not shown. */
export const MOST_COUNTED = 100;
