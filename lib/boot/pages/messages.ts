import 'server-only';

/** What the pages' thread is started with. */
export type PagesData = {
  /** The checkout, which holds the build. */
  root: string;
  /** The socket (on Windows the pipe) on which the thread listens. */
  socketPath: string;
};

/** Sent by the thread once it listens. Its exit tells of its end. */
export type FromPages = 'serving';

/** Sent to the thread: end the live streams; or finish the requests under way and end. */
export type ToPages = 'endStreams' | 'stop';
