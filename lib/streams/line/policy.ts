/** How often an idle stream says that it lives, and checks that its reader may still read. */
export const HEARTBEAT_MS = 15_000;

/** How soon a browser's own EventSource tries again after a stream has ended. */
export const RECONNECT_MS = 1_000;

/** Open at once in one process; over it the newest is refused. The tabs of a browser share one. */
export const STREAMS_PER_SESSION = 12;
export const STREAMS_PER_PERSON = 36;
export const STREAMS_PER_PROCESS = 5_000;

/** How long somebody over a limit is asked to wait. */
export const STREAMS_RETRY_AFTER_S = 60;

/** Feeds and tokens that one stream may carry. */
export const TOPICS_PER_STREAM = 50;

/** Kept for a reader who does not take what is sent; beyond it, it waits in the database. */
export const STREAM_BUFFER_BYTES = 64 * 1024;

/** A reader who has taken nothing for so long, with something to take, is let go. */
export const STALLED_MS = 60_000;
