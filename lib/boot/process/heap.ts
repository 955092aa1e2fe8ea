import 'server-only';
import { setFlagsFromString } from 'node:v8';

/** How much the heap may grow over what is alive after a collection. */
const GROWTH_PERCENT = 300;

/**
 * Lets the heap grow between collections. By default V8 collects the whole heap after a few more megabytes: under
 * load about every two seconds, and some calls wait tens of milliseconds each time.
 */
export function giveHeapRoom(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
