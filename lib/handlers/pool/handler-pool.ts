import 'server-only';
import { availableParallelism } from 'node:os';
import { singleton } from '@/lib/singleton';
import { workerFile } from './worker-file';
import { WorkerPool } from './worker-pool';

/** The process's pool of handler threads. */
export function handlerPool(): WorkerPool {
  return singleton('handler-pool', () => new WorkerPool(workerFile(), poolSize()));
}

function poolSize(): number {
  return Math.min(8, Math.max(2, availableParallelism()));
}
