/** Messages on one page of a feed. */
export const FEED_PAGE_SIZE = 50;

/** The largest page that a caller may ask for. */
export const FEED_PAGE_SIZE_MAX = 100;
