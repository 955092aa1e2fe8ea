import 'server-only';
import path from 'node:path';

/**
 * Where the worker's source stands. It is looked up at run time from the directory Postern runs in, because
 * neither Next's bundle nor the server's keeps the place of a source file.
 */
export function workerFile(): string {
  return path.join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'handlers', 'engine', 'worker.mjs');
}
