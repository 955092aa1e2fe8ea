import 'server-only';
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { describeFailure } from '../../describe-failure';
import type { Database } from '../database';
import { urlOf } from './credentials';
import { type Options as SettleOptions, settleCluster } from './settle-cluster';
import { supervise } from './supervise';

type Options = SettleOptions & {
  /** Called when the server has ended and cannot be started again. */
  onLost?(error: Error): void;
  /** Ends the waiting for a server that is not ready. */
  until?: AbortSignal;
};

/**
 * Starts the PostgreSQL that comes with the packages, with its data in the data directory. A server that a killed
 * Postern left running is taken over; a server that ends is started again.
 * @throws {BootError} when it cannot run, or when another Postern uses the same data directory.
 */
export async function startEmbedded({ onLost = () => {}, until, ...options }: Options): Promise<Database> {
  const { dataDir, onStep } = options;
  try {
    const settled = await settleCluster(options);
    onStep('Starting the database');
    const server = await supervise(settled, onLost, { onStep, until });
    const isApart = path.relative(realpathSync(dataDir), settled.cluster).startsWith('..');
    const apart = isApart ? `; secrets in ${dataDir}: back up both` : '';
    return {
      url: urlOf({ ...settled.credentials, port: server.port }),
      description: `embedded PostgreSQL, files in ${settled.cluster}${apart}`,
      close: server.stop,
    };
  } catch (error) {
    throw describeFailure(error, dataDir);
  }
}
