import 'server-only';

/** The prefix of PostgreSQL's notification channels: `postern_feed`, `postern_token` and so on. */
export const CHANNEL_PREFIX = 'postern_';

/** The payload that says: everything of this channel may be new. */
export const EVERYTHING = '*';
