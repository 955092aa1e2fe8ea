/** Who posts what, for how long. */
export type Load = {
  /** The origin of the server, without a path. */
  origin: string;
  /** Path and query of the calls; several are taken in turn. */
  paths: readonly string[];
  /** JSON text. */
  body: string;
  /** Headers beside the content type. `{n}` in a value is another text in each call. */
  headers?: Readonly<Record<string, string>>;
  connections: number;
  seconds: number;
};

/** What the callers saw. Calls under way at the end are in none of the numbers. */
export type LoadResult = {
  answered: number;
  /** The answered calls with a status other than 2xx. */
  refused: number;
  /** Connections that failed, broke or timed out. */
  broken: number;
  durationUs: number;
  p50Us: number;
  p99Us: number;
  maxUs: number;
};
