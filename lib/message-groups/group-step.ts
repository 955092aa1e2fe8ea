/** A message's role in its group; the statement that stores the message writes it. */
export type GroupStep = {
  keyHash: Buffer;
  round: number;
  /** False for the first message; true for one that says that the thing is over. */
  ends: boolean;
  /** When the thing began or ended, in milliseconds; null for now. */
  atMs: number | null;
  /** The title of the message that ends the group. */
  title: string | null;
};
