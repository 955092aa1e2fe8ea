import { z } from 'zod';

/** Told to the author, as an exception in the handler. */
export class StoreMisuse extends Error {}

const key = z.string();
const ttl = z.number().nullable();
const storeQuestion = z.discriminatedUnion('store', [
  z.object({ store: z.literal('get'), key }),
  z.object({ store: z.literal('delete'), key }),
  z.object({ store: z.literal('set'), key, json: z.string().refine(isJson), ttl }),
  z.object({ store: z.literal('increment'), key, by: z.number(), ttl }),
]);
export type StoreQuestion = z.infer<typeof storeQuestion>;

/**
 * A question to the store as the sandbox asks it. A handler can change what its own JSON looks like, so nothing in it is taken for granted.
 * @throws {StoreMisuse}
 */
export function readStoreQuestion(asked: unknown): StoreQuestion {
  const read = storeQuestion.safeParse(asked);
  if (!read.success) throw new StoreMisuse('The store does not understand what it is asked');
  return read.data;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
