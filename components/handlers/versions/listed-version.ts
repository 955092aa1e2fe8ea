/** A version of a handler as the list shows it. */
export type ListedVersion = {
  version: number;
  note: string;
  by: string;
  /** ISO 8601. */
  at: string;
};
