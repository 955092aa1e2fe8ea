import 'server-only';

/** Of PostgreSQL's notification channels: `postern_feed`, `postern_token` and so on. */
export const CHANNEL_PREFIX = 'postern_';

/** As a payload: anything of the channel may be new. */
export const EVERYTHING = '*';
