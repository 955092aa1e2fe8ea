import { copyFileSync } from 'node:fs';
import path from 'node:path';
import type { Subject } from '../figures/rounds';
import { capture, has } from '../machine/processes';
import { type Server, startProgram, startServer } from '../servers/server';
import { postingTo } from '../subjects';
import { SMALL } from '../world/payloads';
import type { Bench, RateScenario } from './scenario';

export const PEERS = {
  webhook: {
    label: 'Debian’s `webhook`',
    configuration: 'bench/peers/webhook-hooks.json',
    note: 'Starts a program (`/bin/true`) for each call and answers when it has ended. Keeps nothing: no history, no counter, no message; one fixed key, compared with the URL’s.',
  },
  'node-red': {
    label: 'Node-RED',
    configuration: 'bench/peers/node-red-flow.json',
    note: 'A flow of three nodes: call in, key compared, answer. Keeps nothing: a call that was answered is gone with the process; one fixed key.',
  },
} as const;

const CONNECTIONS = 64;
const PATH = '/hooks/bench?zapikey=bench-key';
/** Node-RED opens its port a moment before its flow is there. */
const PROBE = { path: PATH, method: 'POST', wanted: (status: number) => status < 300 } as const;
/** The last major version that runs on every Node that Postern runs on. */
const NODE_RED = 'node-red@4';

export const peers: RateScenario = {
  name: 'peer',
  about: 'other programs that take webhooks: Debian’s webhook, Node-RED',
  async subjects(bench) {
    return [...(await webhook(bench)), ...(await nodeRed(bench))];
  },
};

async function webhook({ folder, skip }: Bench): Promise<Subject[]> {
  if (!has('webhook')) {
    skip('webhook is not installed (Debian: apt-get install webhook).');
    return [];
  }
  const server = await startProgram(
    'webhook',
    (port) => ['-hooks', PEERS.webhook.configuration, '-ip', '127.0.0.1', '-port', String(port)],
    PROBE,
  );
  return [posting('peer-webhook-64', PEERS.webhook.label, server, folder)];
}

async function nodeRed({ folder, options, wants, skip }: Bench): Promise<Subject[]> {
  if (!wants('peer-node-red-64')) {
    if (options.quick) skip('Node-RED: left out of quick runs, installing it takes too long.');
    return [];
  }
  const home = path.join(folder, 'node-red');
  try {
    const args = ['install', '--prefix', home, '--no-audit', '--no-fund', '--loglevel=error', NODE_RED];
    await capture('npm', args);
  } catch {
    skip('Node-RED could not be installed: npm did not get it, or it does not run on this Node.');
    return [];
  }
  const flow = path.join(home, 'flow.json');
  copyFileSync(PEERS['node-red'].configuration, flow);
  const settings = path.resolve('bench/peers/node-red-settings.cjs');
  const red = path.join(home, 'node_modules/node-red/red.js');
  const server = await startServer(
    [red, '--settings', settings],
    {
      NODE_RED_FOLDER: home,
      NODE_RED_FLOW: flow,
    },
    PROBE,
  );
  return [posting('peer-node-red-64', PEERS['node-red'].label, server, folder)];
}

function posting(id: string, label: string, { origin, pid }: Server, folder: string): Subject {
  return postingTo({ id, label, folder, origin, pid, paths: [PATH], body: SMALL, connections: CONNECTIONS });
}
