import 'server-only';
import path from 'node:path';

/**
 * The path of the worker's source, looked up at run time from Postern's directory, because neither Next's bundle nor
 * the server's keeps a source file's place.
 */
export function workerFile(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'handlers', 'engine', 'worker.mjs');
}
