/** What a message is to its group, beside being in it; written by the statement that stores the message. */
export type GroupStep = {
  keyHash: Buffer;
  round: number;
  /** False: it is the first. True: it says that the thing is over. */
  ends: boolean;
  /** When the thing began or ended, in milliseconds; null: now. */
  atMs: number | null;
  /** Of the message that ends it. */
  title: string | null;
};
