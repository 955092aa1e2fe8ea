import { notFound } from 'next/navigation';
import type { z } from 'zod';
import { isAppError } from '@/lib/errors';

/** What a page is about. The page of what is not there stands instead when the verb does not find it. */
export async function found<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    if (isAppError(error) && error.code === 'not_found') notFound();
    throw error;
  }
}

/** What the address of a page says. Nothing is at an address that the schema does not allow. */
export async function addressed<T>(schema: z.ZodType<T>, params: Promise<unknown>): Promise<T> {
  const asked = schema.safeParse(await params);
  return asked.success ? asked.data : notFound();
}
