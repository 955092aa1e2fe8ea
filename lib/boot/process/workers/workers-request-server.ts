import 'server-only';
import cluster from 'node:cluster';
import path from 'node:path';
import { checkPort } from '../../http/listen';
import type { RequestServer } from '../../http/request-server';
import { closeDatabaseConnections } from '../stop-serving';
import { Supervisor } from './supervisor';

/** Answers requests in `count` workers that share the port; this process gives each of them every n-th connection. */
export function workersRequestServer(root: string, count: number): RequestServer {
  const supervisor = new Supervisor(count);
  let opened = false;
  return {
    claim: checkPort,
    async serve() {
      opened = true;
      cluster.setupPrimary({ exec: path.join(root, 'dist', 'worker.mjs'), args: [] });
      await supervisor.start();
    },
    replace: () => supervisor.replaceAll(),
    async stop(times) {
      await supervisor.stop(times);
      if (opened) await closeDatabaseConnections();
    },
  };
}
