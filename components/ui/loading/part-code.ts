/** Code that is fetched when it is needed, or ahead. */
export type PartCode<T> = {
  /** Null until it is there. */
  now(): T | null;
  /** One fetch at a time; after a failure it is fetched again. */
  get(): Promise<T>;
};

export function partCode<T>(load: () => Promise<T>): PartCode<T> {
  let code: T | null = null;
  let fetching: Promise<T> | null = null;
  const begin = async () => {
    try {
      code = await load();
      return code;
    } finally {
      fetching = null;
    }
  };
  return {
    now: () => code,
    get() {
      if (code) return Promise.resolve(code);
      fetching ??= begin();
      return fetching;
    },
  };
}
