/** How many messages one page of a feed holds. */
export const FEED_PAGE_SIZE = 50;

/** The most a caller may ask for in one page. */
export const FEED_PAGE_SIZE_MAX = 100;
