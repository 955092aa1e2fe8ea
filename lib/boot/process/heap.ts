import 'server-only';
import { setFlagsFromString } from 'node:v8';

/** Of what is alive after a collection. */
const GROWTH_PERCENT = 300;

/**
 * By itself V8 collects the whole heap again once it has grown by a few megabytes: under load about every two seconds, and
 * each time some calls wait for tens of milliseconds. With room to grow it does so rarely.
 */
export function giveHeapRoom(): void {
  setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`);
}
