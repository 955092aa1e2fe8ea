import 'server-only';

/** What the thread that renders is started with. */
export type PagesData = {
  /** The checkout: where the build is. */
  root: string;
  /** The socket (on Windows the pipe) that it listens on. */
  socketPath: string;
};

/** What the thread tells: it listens. Its end is told by its exit. */
export type FromPages = 'serving';

/** What the thread is told: end the live streams; then end, with what is under way done. */
export type ToPages = 'endStreams' | 'stop';
