/** So many unread messages are counted where each has to be looked at; beyond 99 nobody is told the number. */
export const MOST_COUNTED = 100;
