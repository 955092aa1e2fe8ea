/** A version of a handler as the list shows it. */
export type ListedVersion = {
  version: number;
  note: string;
  /** Null: there was no code. */
  code: string | null;
  by: string;
  /** ISO 8601. */
  at: string;
};
