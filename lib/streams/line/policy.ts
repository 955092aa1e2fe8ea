/** How often an idle stream sends a heartbeat and checks that its reader may still read. */
export const HEARTBEAT_MS = 15_000;

/** How soon a browser's EventSource reconnects after a stream has ended. */
export const RECONNECT_MS = 1_000;

/** Streams open at once in one process; beyond it the newest is refused. The tabs of a browser share one. */
export const STREAMS_PER_SESSION = 12;
export const STREAMS_PER_PERSON = 36;
export const STREAMS_PER_PROCESS = 5_000;

/** The pause for a person over a limit. */
export const STREAMS_RETRY_AFTER_S = 60;

/** Feeds and tokens that one stream may carry. */
export const TOPICS_PER_STREAM = 50;

/** Bytes buffered for a slow reader; everything beyond waits in the database. */
export const STREAM_BUFFER_BYTES = 64 * 1024;

/** A reader that has taken nothing for this long, with something to take, is dropped. */
export const STALLED_MS = 60_000;
