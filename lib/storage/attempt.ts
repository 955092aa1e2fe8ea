import 'server-only';
import { log } from '@/lib/log';

/** A step of maintenance. One that fails is logged and leaves the others their turn. */
export async function attempt<T>(step: string, work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    log().error({ err: error, step }, 'a step of maintenance failed, and is tried again in an hour');
    return undefined;
  }
}
