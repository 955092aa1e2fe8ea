import { z } from 'zod';
import { isJson } from '@/lib/is-json';

/** An exception in the handler, with words for its author. */
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
 * A question to the store from the sandbox. A handler can change its own JSON functions, so nothing about it is
 * trusted.
 * @throws {StoreMisuse}
 */
export function readStoreQuestion(asked: unknown): StoreQuestion {
  const read = storeQuestion.safeParse(asked);
  if (!read.success) throw new StoreMisuse('The store does not understand what it is asked');
  return read.data;
}
