/** How many messages one page of a feed holds. */
export const FEED_PAGE_SIZE = 50;

/** The most a caller may ask for in one page. */
export const FEED_PAGE_SIZE_MAX = 100;

/** How often an idle stream says that it lives, and checks that its reader may still read. */
export const HEARTBEAT_MS = 15_000;

/** How soon a browser tries again after a stream has ended. */
export const RECONNECT_MS = 1_000;
